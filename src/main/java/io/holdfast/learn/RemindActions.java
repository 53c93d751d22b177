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
import io.holdfast.playbook.Playbooks;
import io.holdfast.playbook.Words;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Reminds the owners of actions that are due or overdue; where nobody owns one, those who look after resilience. */
@Component
class RemindActions extends Worker implements DueSource {
    private static final int LATE_URGENCY = 3;
    private static final int USUAL_URGENCY = 4;

    private final FollowUpRows rows;
    private final Staff staff;
    private final Words words;
    private final Outbox outbox;
    private final Playbooks playbooks;
    private final Times times;
    private final TransactionTemplate transaction;
    private final String publicUrl;

    RemindActions(
            FollowUpRows rows,
            Staff staff,
            Words words,
            Outbox outbox,
            Playbooks playbooks,
            Times times,
            TransactionTemplate transaction,
            @Value("${holdfast.public-url:http://localhost:8080}") String publicUrl) {
        super("action-reminders", Duration.ofSeconds(30));
        this.rows = rows;
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
            return Boolean.TRUE.equals(transaction.execute(tx -> remindOne()));
        } catch (NoSuchElementException noPlaybookYet) {
            return false;
        }
    }

    private boolean remindOne() {
        Catalog catalog = playbooks.current(World.LIVE).catalog();
        Instant now = times.in(World.LIVE);
        LocalDate today = now.atZone(catalog.zone()).toLocalDate();
        Optional<FollowUpRows.Due> found = rows.due(now, today);
        if (found.isEmpty()) {
            return false;
        }
        FollowUpRows.Due due = found.get();
        if (rows.reminded(due, Reminders.next(due.dueOn(), due.reminded() + 1, catalog.zone(), now))) {
            remind(due, catalog, due.dueOn().isBefore(today));
        }
        return true;
    }

    private void remind(FollowUpRows.Due due, Catalog catalog, boolean late) {
        String locale = catalog.locales().get(0);
        List<Audience.Address> to = Optional.ofNullable(due.owner())
                .map(o -> staff.people(List.of(o), locale))
                .filter(a -> !a.isEmpty())
                .orElseGet(() -> staff.group("resilience-lead", locale));
        if (to.isEmpty()) {
            return;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("incident", due.incident());
        fields.put("title", due.title());
        fields.put("what", due.what());
        fields.put("due", DateTimeFormatter.ISO_LOCAL_DATE.format(due.dueOn()));
        fields.put("late", late);
        fields.put("link", publicUrl + "/actions/" + due.id());
        String body = words.render("slack/remind-action", locale, fields);
        outbox.put(new NewMessage(
                World.LIVE,
                due.incident(),
                "remind/action/" + due.id(),
                NewMessage.Kind.DIGEST,
                late ? LATE_URGENCY : USUAL_URGENCY,
                new Audience.Addresses(to),
                List.of(
                        new Text(Channel.SLACK, locale, body),
                        new Text(Channel.SMS, locale, words.render("sms/remind-action", locale, fields)),
                        new Text(Channel.EMAIL, locale, words.render("email/remind-action", locale, fields))),
                false,
                false,
                null,
                null,
                false,
                late ? "an action is overdue" : "an action is due",
                words.version(),
                0));
    }

    @Override
    public Optional<Instant> nextDue(World world) {
        return world.isLive() ? rows.nextReminder(times.in(world)) : Optional.empty();
    }
}
