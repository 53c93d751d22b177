package io.holdfast.learn;

import io.holdfast.evidence.Actor;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.people.People;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.Ids;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

@Component
class KeptActions implements Actions {
    private static final int LONGEST = 2000;
    private static final int LONGEST_LINK = 400;

    private final FollowUpRows rows;
    private final Incidents incidents;
    private final People people;
    private final Playbooks playbooks;
    private final Ids ids;
    private final Times times;
    private final TransactionTemplate transaction;

    KeptActions(
            FollowUpRows rows,
            Incidents incidents,
            People people,
            Playbooks playbooks,
            Ids ids,
            Times times,
            TransactionTemplate transaction) {
        this.rows = rows;
        this.incidents = incidents;
        this.people = people;
        this.playbooks = playbooks;
        this.ids = ids;
        this.times = times;
        this.transaction = transaction;
    }

    private ZoneId zone() {
        return playbooks.current(World.LIVE).catalog().zone();
    }

    private Instant now() {
        return times.in(World.LIVE);
    }

    private LocalDate today() {
        return now().atZone(zone()).toLocalDate();
    }

    @Override
    public List<Action> list(Search search, int skip, int limit) {
        return rows.list(search, today(), skip, limit);
    }

    @Override
    public long overdue() {
        return rows.overdue(today());
    }

    @Override
    public Optional<Action> find(String id) {
        return rows.find(id, today());
    }

    @Override
    public String add(
            String key,
            String what,
            @Nullable String owner,
            @Nullable LocalDate dueOn,
            @Nullable String link,
            Actor by) {
        String text = what.strip();
        if (text.isEmpty() || text.length() > LONGEST) {
            throw new IllegalArgumentException("'what' has 1 to " + LONGEST + " characters: what is to be done");
        }
        check(owner, link);
        check(dueOn);
        String id = ids.id();
        transaction.executeWithoutResult(tx -> {
            Incident incident = live(key);
            rows.insert(id, key, text, owner, dueOn, link, now(), Reminders.first(dueOn, zone(), now()));
            record(incident, by, "action.agreed", "An action was agreed on", id);
        });
        return id;
    }

    @Override
    public void change(String id, @Nullable String owner, @Nullable LocalDate dueOn, @Nullable String link, Actor by) {
        check(owner, link);
        with(id, (action, incident) -> {
            if (action.doneAt() != null) {
                throw new IllegalStateException("This action is done; mark it as not done before it is changed");
            }
            if (dueOn != null && !dueOn.equals(action.dueOn())) {
                check(dueOn); // one that is overdue keeps its date while something else of it changes
            }
            rows.change(id, owner, dueOn, link, Reminders.first(dueOn, zone(), now()));
            record(incident, by, "action.changed", "An action was given to somebody, or its date was moved", id);
        });
    }

    @Override
    public void done(String id, Actor by) {
        with(id, (action, incident) -> {
            if (action.doneAt() == null) {
                rows.done(id, now());
                record(incident, by, "action.done", "An action is done", id);
            }
        });
    }

    @Override
    public void undone(String id, Actor by) {
        with(id, (action, incident) -> {
            if (action.doneAt() != null) {
                rows.done(id, null);
                record(incident, by, "action.undone", "An action is not done after all", id);
            }
        });
    }

    private interface Act {
        void on(Action action, Incident incident);
    }

    private void with(String id, Act act) {
        transaction.executeWithoutResult(tx -> {
            Action found = find(id).orElseThrow(() -> new NoSuchElementException("There is no action " + id));
            Incident incident = live(found.incident());
            // Read again: the incident's lock is that of its actions.
            act.on(find(id).orElseThrow(), incident);
        });
    }

    private Incident live(String key) {
        Incident incident = incidents.locked(key);
        if (!incident.world().isLive()) {
            throw new NoSuchElementException("There is no incident " + key);
        }
        return incident;
    }

    private void record(Incident incident, Actor by, String kind, String text, String id) {
        incident.note(by, kind, text, Map.of("action", id), Map.of());
        incidents.save(incident);
    }

    private void check(@Nullable LocalDate dueOn) {
        String why = dueOn == null ? null : DueDates.refusal("dueOn", dueOn, today());
        if (why != null) {
            throw new IllegalArgumentException(why);
        }
    }

    private void check(@Nullable String owner, @Nullable String link) {
        if (owner != null && people.find(owner).isEmpty()) {
            throw new IllegalArgumentException("'owner' is '" + owner + "', and nobody of the house has that username");
        }
        if (link != null && (!link.matches("https?://\\S+") || link.length() > LONGEST_LINK)) {
            throw new IllegalArgumentException(
                    "'link' is an address that begins with https://, of at most " + LONGEST_LINK + " characters");
        }
    }
}
