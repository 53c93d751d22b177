package io.holdfast.grabbag;

import io.holdfast.delivery.Audience.Address;
import io.holdfast.delivery.Audience.Addresses;
import io.holdfast.delivery.Channel;
import io.holdfast.delivery.NewMessage;
import io.holdfast.delivery.NewMessage.Text;
import io.holdfast.delivery.Outbox;
import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Entry;
import io.holdfast.evidence.Evidence;
import io.holdfast.people.Member;
import io.holdfast.people.People;
import io.holdfast.playbook.Playbooks;
import io.holdfast.playbook.Words;
import io.holdfast.time.Ids;
import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Mails the grab bag: each new one to the addresses of the settings, and to people whom somebody chose. */
@Component
class GrabBagMail {

    private final GrabBagSettings settings;
    private final Playbooks playbooks;
    private final Outbox outbox;
    private final Words words;
    private final People people;
    private final Evidence evidence;
    private final Times times;
    private final Ids ids;
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final String link;

    GrabBagMail(
            GrabBagSettings settings,
            Playbooks playbooks,
            Outbox outbox,
            Words words,
            People people,
            Evidence evidence,
            Times times,
            Ids ids,
            JdbcClient db,
            TransactionTemplate transaction,
            @Value("${holdfast.public-url}") String publicUrl) {
        this.settings = settings;
        this.playbooks = playbooks;
        this.outbox = outbox;
        this.words = words;
        this.people = people;
        this.evidence = evidence;
        this.times = times;
        this.ids = ids;
        this.db = db;
        this.transaction = transaction;
        this.link = publicUrl.replaceAll("/+$", "") + "/playbook/grab-bag";
    }

    /** Those whom it can be mailed to: whoever may see numbers, and has an address. */
    List<Member> choices() {
        return people.all().stream()
                .filter(m -> m.email() != null)
                .filter(m -> m.groups().contains("administrator")
                        || m.groups().stream().anyMatch(GrabBags.MAY_SEE_NUMBERS::contains))
                .toList();
    }

    /**
     * Mails the newest to these people.
     *
     * @param usernames of {@link #choices()}; others are left out
     * @return how many
     */
    int mail(Collection<String> usernames, Actor by) {
        List<Member> chosen =
                choices().stream().filter(m -> usernames.contains(m.username())).toList();
        if (chosen.isEmpty()) {
            return 0;
        }
        transaction.executeWithoutResult(tx -> {
            long playbook = playbooks.inForce(World.LIVE);
            put(
                    playbook,
                    "/" + ids.id(),
                    chosen.stream()
                            .map(m -> address("person:" + m.username(), String.valueOf(m.email())))
                            .toList(),
                    "somebody asked for it");
            String names = chosen.stream().map(Member::name).collect(Collectors.joining(", "));
            evidence.record(new Entry(
                    World.LIVE,
                    Entry.HOUSE,
                    times.in(World.LIVE),
                    "grab-bag.mailed",
                    "The grab bag of playbook " + playbook + " is mailed to " + names,
                    by,
                    Map.of(
                            "playbook",
                            playbook,
                            "to",
                            chosen.stream().map(Member::username).toList())));
        });
        return chosen.size();
    }

    /** Mails this version to the addresses of the settings, once, whichever node does it. */
    void ensure(long playbook) {
        if (settings.mailTo().isEmpty() || mailed(playbook)) {
            return;
        }
        try {
            transaction.executeWithoutResult(tx -> {
                db.sql("INSERT INTO grab_bag_mailed (playbook, mailed_at) VALUES (:playbook, :at)")
                        .param("playbook", playbook)
                        .param("at", SqlTime.of(times.real()))
                        .update();
                put(
                        playbook,
                        "",
                        settings.mailTo().stream()
                                .map(to -> address("channel:" + to, to))
                                .toList(),
                        "a new version of the playbook is in force");
            });
        } catch (DuplicateKeyException another) {
            return; // another node was faster
        }
    }

    private boolean mailed(long playbook) {
        return db.sql("SELECT COUNT(*) FROM grab_bag_mailed WHERE playbook = :playbook")
                        .param("playbook", playbook)
                        .query(Long.class)
                        .single()
                > 0;
    }

    private Address address(String recipient, String to) {
        return new Address(recipient, Channel.EMAIL, to, locale());
    }

    private String locale() {
        return playbooks.current(World.LIVE).catalog().locales().get(0);
    }

    private void put(long playbook, String rest, List<Address> to, String reason) {
        String house = playbooks.current(World.LIVE).catalog().house();
        String body =
                words.render("email/grab-bag", locale(), Map.of("house", house, "playbook", playbook, "link", link));
        outbox.put(new NewMessage(
                World.LIVE,
                null,
                GoesAlong.STREAM + playbook + rest,
                NewMessage.Kind.DIGEST,
                4,
                new Addresses(to),
                List.of(new Text(Channel.EMAIL, locale(), body)),
                false,
                false,
                null,
                null,
                false,
                reason,
                playbook,
                0));
    }
}
