package io.holdfast.learn;

import io.holdfast.audience.Staff;
import io.holdfast.catalog.Catalog;
import io.holdfast.delivery.Audience;
import io.holdfast.delivery.Channel;
import io.holdfast.delivery.NewMessage;
import io.holdfast.delivery.NewMessage.Text;
import io.holdfast.delivery.Outbox;
import io.holdfast.engine.DueSource;
import io.holdfast.engine.Worker;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.people.Member;
import io.holdfast.people.People;
import io.holdfast.playbook.Playbooks;
import io.holdfast.playbook.Words;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Reminds everybody who may judge an emergency change, each morning until it was judged; its author is not asked. */
@Component
class RemindChanges extends Worker implements DueSource {
    private static final int URGENCY = 3;

    private final ChangeRows rows;
    private final Incidents incidents;
    private final People people;
    private final Staff staff;
    private final Words words;
    private final Outbox outbox;
    private final Playbooks playbooks;
    private final Times times;
    private final TransactionTemplate transaction;
    private final String publicUrl;

    RemindChanges(
            ChangeRows rows,
            Incidents incidents,
            People people,
            Staff staff,
            Words words,
            Outbox outbox,
            Playbooks playbooks,
            Times times,
            TransactionTemplate transaction,
            @Value("${holdfast.public-url:http://localhost:8080}") String publicUrl) {
        super("change-reminders", Duration.ofSeconds(30));
        this.rows = rows;
        this.incidents = incidents;
        this.people = people;
        this.staff = staff;
        this.words = words;
        this.outbox = outbox;
        this.playbooks = playbooks;
        this.times = times;
        this.transaction = transaction;
        this.publicUrl = publicUrl;
    }

    @Override
    protected boolean work() {
        try {
            Catalog catalog = playbooks.current(World.LIVE).catalog();
            for (ChangeRow row : wanted()) {
                transaction.executeWithoutResult(tx -> remind(row.number(), catalog));
            }
        } catch (NoSuchElementException noPlaybookYet) {
            return false;
        }
        return false;
    }

    private List<ChangeRow> wanted() {
        return rows.open().stream().filter(ChangeRow::wantsJudgement).toList();
    }

    private void remind(long number, Catalog catalog) {
        ChangeRow row = rows.locked(number).orElseThrow();
        Instant now = times.in(World.LIVE);
        Optional<Instant> due = rows.remindAt(number);
        if (!row.wantsJudgement() || due.filter(at -> at.isAfter(now)).isPresent()) {
            return; // it was judged meanwhile, or another node was faster
        }
        rows.remindAt(number, Reminders.nextMorning(now, catalog.zone()));
        if (due.isPresent()) {
            tell(row, catalog.locales().get(0));
        }
    }

    private void tell(ChangeRow row, String locale) {
        Optional<Incident> incident = Optional.ofNullable(row.incident()).flatMap(incidents::find);
        List<String> judges = Changes.APPROVERS.stream()
                .flatMap(role -> people.inGroup(role).stream())
                .map(Member::username)
                .filter(name -> !name.equals(row.by()))
                .distinct()
                .toList();
        List<Audience.Address> to = staff.people(judges, locale);
        if (to.isEmpty() || incident.isEmpty()) {
            return;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("change", row.id());
        fields.put("because", row.because());
        fields.put("incident", incident.get().key());
        fields.put("title", incident.get().title());
        fields.put("back", row.state() == Change.State.ROLLED_BACK);
        fields.put("link", publicUrl + "/changes/" + row.id());
        outbox.put(new NewMessage(
                World.LIVE,
                incident.get().key(),
                "remind/change/" + row.id(),
                NewMessage.Kind.DIGEST,
                URGENCY,
                new Audience.Addresses(to),
                List.of(
                        new Text(Channel.SLACK, locale, words.render("slack/remind-change", locale, fields)),
                        new Text(Channel.SMS, locale, words.render("sms/remind-change", locale, fields)),
                        new Text(Channel.EMAIL, locale, words.render("email/remind-change", locale, fields))),
                false,
                false,
                null,
                null,
                false,
                "an emergency change is not judged yet",
                words.version(),
                0));
    }

    @Override
    public Optional<Instant> nextDue(World world) {
        return world.isLive()
                ? wanted().stream()
                        .flatMap(row -> rows.remindAt(row.number()).stream())
                        .min(Instant::compareTo)
                : Optional.empty();
    }
}
