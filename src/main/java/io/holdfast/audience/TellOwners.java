package io.holdfast.audience;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Verdict;
import io.holdfast.delivery.Audience;
import io.holdfast.delivery.Audience.Address;
import io.holdfast.delivery.Channel;
import io.holdfast.delivery.ChannelWatch;
import io.holdfast.delivery.FailingAddresses;
import io.holdfast.delivery.FailingAddresses.Failing;
import io.holdfast.delivery.NewMessage;
import io.holdfast.delivery.NewMessage.Text;
import io.holdfast.delivery.Outbox;
import io.holdfast.delivery.Recipients;
import io.holdfast.engine.Worker;
import io.holdfast.people.Member;
import io.holdfast.people.People;
import io.holdfast.playbook.Playbooks;
import io.holdfast.playbook.Words;
import io.holdfast.time.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells the owner of an address at which nothing arrives any more, once: one of our own by his next channel that works, a customer by
 * mail where he agreed to mails. While a whole channel fails nobody is told: it is not his address.
 */
@Component
class TellOwners extends Worker {
    private static final Logger log = LoggerFactory.getLogger(TellOwners.class);
    private static final int AT_ONCE = 200;
    private static final String PERSON = "person:";

    private final FailingAddresses failing;
    private final Recipients recipients;
    private final Staff staff;
    private final People people;
    private final Playbooks playbooks;
    private final Words words;
    private final Outbox outbox;
    private final ObjectProvider<ChannelWatch> watch;
    private final TransactionTemplate transaction;
    private final String publicUrl;

    TellOwners(
            FailingAddresses failing,
            Recipients recipients,
            Staff staff,
            People people,
            Playbooks playbooks,
            Words words,
            Outbox outbox,
            ObjectProvider<ChannelWatch> watch,
            TransactionTemplate transaction,
            @Value("${holdfast.public-url:http://localhost:8080}") String publicUrl) {
        super("tell-owners", Duration.ofSeconds(5));
        this.failing = failing;
        this.recipients = recipients;
        this.staff = staff;
        this.people = people;
        this.playbooks = playbooks;
        this.words = words;
        this.outbox = outbox;
        this.watch = watch;
        this.transaction = transaction;
        this.publicUrl = publicUrl;
    }

    @Override
    protected boolean work() {
        boolean more = false;
        for (Channel channel : Channel.values()) {
            if (!fails(channel)) {
                more |= Boolean.TRUE.equals(transaction.execute(tx -> tell(channel)));
            }
        }
        return more;
    }

    private boolean fails(Channel channel) {
        return watch.stream().flatMap(w -> w.judgement(channel).stream()).anyMatch(j -> j.verdict() == Verdict.BAD);
    }

    private boolean tell(Channel channel) {
        List<Failing> untold = failing.untold(channel, AT_ONCE);
        if (untold.isEmpty()) {
            return false;
        }
        Catalog catalog = catalog();
        if (catalog == null) {
            return false;
        }
        List<Failing> customers = new ArrayList<>();
        for (Failing one : untold) {
            if (one.recipient().startsWith(PERSON)) {
                person(one, catalog);
            } else {
                customers.add(one);
            }
        }
        customers(channel, customers, catalog);
        return untold.size() == AT_ONCE;
    }

    /** Null until a first playbook is in force. */
    private @org.jspecify.annotations.Nullable Catalog catalog() {
        try {
            return playbooks.current(World.LIVE).catalog();
        } catch (NoSuchElementException none) {
            return null;
        }
    }

    private void person(Failing one, Catalog catalog) {
        String locale = catalog.locales().get(0);
        String username = one.recipient().substring(PERSON.length());
        // A number that takes no texts may ring; one that nobody has does neither.
        boolean mayRing = one.why() == FailingAddresses.Why.NO_TEXTS;
        List<Address> ways = staff.people(List.of(username), locale).stream()
                .filter(a -> a.channel() != one.channel()
                        && (mayRing || !a.address().equals(one.address()))
                        && failing.works(a.channel(), a.address()))
                .toList();
        if (ways.isEmpty()) {
            log.warn(
                    "{} can't be told that {} does not reach him any more ({}): no other channel of his works",
                    username,
                    one.channel().word(),
                    one.problem());
            failing.told(one.hash(), null);
            return;
        }
        Map<String, Object> fields = fields(one);
        List<Text> texts = List.of(
                new Text(Channel.SLACK, locale, words.render("slack/address-failing", locale, fields)),
                new Text(Channel.SMS, locale, words.render("sms/address-failing", locale, fields)),
                new Text(Channel.VOICE, locale, words.render("voice/address-failing", locale, fields)),
                new Text(Channel.EMAIL, locale, words.render("email/address-failing", locale, fields)));
        put(
                one,
                ways,
                texts,
                "nothing reaches " + username + " by " + one.channel().word() + " any more");
        failing.told(one.hash(), ways.get(0).channel());
    }

    private Map<String, Object> fields(Failing one) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("channel", one.channel().id());
        fields.put("ending", ending(one.address()));
        fields.put("why", one.why().name().toLowerCase(Locale.ROOT));
        fields.put(
                "who",
                people.inGroup("administrator").stream()
                        .map(Member::name)
                        .sorted()
                        .limit(2)
                        .collect(Collectors.joining(", ")));
        fields.put("link", publicUrl.replaceAll("/+$", "") + "/account");
        return fields;
    }

    /** As much of an address as its owner needs to know which it is. */
    static String ending(String address) {
        int at = address.indexOf('@');
        if (at > 0) {
            return address.charAt(0) + "…" + address.substring(at);
        }
        return address.length() <= 2 ? address : address.substring(address.length() - 2);
    }

    // One message for all of them: each reads the same words.
    private void customers(Channel channel, List<Failing> all, Catalog catalog) {
        Map<String, List<Recipients.Member>> known = all.isEmpty()
                ? Map.of()
                : recipients.channels(
                        World.LIVE,
                        all.stream().map(Failing::recipient).distinct().toList());
        List<Address> mails = new ArrayList<>();
        for (Failing one : all) {
            Optional<Address> mail = channel == Channel.EMAIL
                    ? Optional.empty()
                    : known.getOrDefault(one.recipient(), List.of()).stream()
                            .filter(m -> m.channel() == Channel.EMAIL && failing.works(Channel.EMAIL, m.address()))
                            .map(m -> new Address(m.recipient(), Channel.EMAIL, m.address(), m.locale()))
                            .findFirst();
            mail.ifPresent(mails::add);
            failing.told(one.hash(), mail.isPresent() ? Channel.EMAIL : null);
        }
        if (mails.isEmpty()) {
            return;
        }
        List<Text> texts = catalog.locales().stream()
                .map(locale -> new Text(
                        Channel.EMAIL,
                        locale,
                        words.render(
                                "email/number-failing",
                                locale,
                                Map.of("house", catalog.house(), "channel", channel.id()))))
                .toList();
        put(all.get(0), mails, texts, "nothing reaches them by " + channel.word() + " any more");
    }

    private void put(Failing one, List<Address> ways, List<Text> texts, String reason) {
        outbox.put(new NewMessage(
                World.LIVE,
                null,
                "address/" + one.hash().substring(0, 16) + "/" + one.markedAt().toEpochMilli(),
                NewMessage.Kind.DIGEST,
                4,
                new Audience.Addresses(ways),
                texts,
                false,
                false,
                null,
                null,
                false,
                reason,
                words.version(),
                0));
    }
}
