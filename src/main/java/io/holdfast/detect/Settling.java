package io.holdfast.detect;

import io.holdfast.catalog.Verdict;
import io.holdfast.evidence.Actor;
import io.holdfast.incident.Ending;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.incident.NewIncident;
import io.holdfast.incident.Observation;
import io.holdfast.playbook.Decision;
import io.holdfast.playbook.Decisions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Settles what changed conditions mean for incidents: which they join, what opens, what is seen now.
 *
 * <p>A condition that fires again joins the incident that it belonged to while that goes on, and reopens it where it has ended resolved
 * and is not closed. An incident that ended otherwise is not joined any more, and a closed one never reopened: a new one opens.
 */
@Component
class Settling {
    private static final Duration OLDEST_ONSET = Duration.ofHours(24);
    private static final Logger log = LoggerFactory.getLogger(Settling.class);

    private final Incidents incidents;
    private final Decisions decisions;
    private final Titles titles;

    Settling(Incidents incidents, Decisions decisions, Titles titles) {
        this.incidents = incidents;
        this.decisions = decisions;
        this.titles = titles;
    }

    /** What {@code triage.dmn} says of conditions. */
    record Triage(boolean opens, boolean certain, String because, Actor by) {}

    /** Conditions of what turned out to be part of another incident belong to that one. */
    void followMerges(Board board, Map<String, String> merged) {
        for (Condition c : board.conditions.values()) {
            String into = c.incident == null ? null : merged.get(c.incident);
            Incident target = into == null ? null : board.open.get(into);
            if (target != null && target.goingOn()) {
                c.incident = target.key();
                c.touched = true;
                board.moved.add(target.key());
            }
        }
    }

    void settle(Board board) {
        Map<String, String> reopened = new LinkedHashMap<>();
        for (Condition c : board.begun) {
            place(board, c, reopened);
        }
        Map<String, Incident> locked = new TreeMap<>();
        for (String key : new java.util.TreeSet<>(board.moved)) {
            Incident known = board.open.get(key);
            if (known != null && (known.goingOn() || reopened.containsKey(key))) {
                locked.put(key, incidents.locked(key));
            }
        }
        for (Incident incident : locked.values()) {
            observe(board, incident, reopened.get(incident.key()));
        }
    }

    private void place(Board board, Condition c, Map<String, String> reopened) {
        Incident its = c.incident == null ? null : board.open.get(c.incident);
        if (its != null && its.goingOn()) {
            return;
        }
        if (its != null && its.ending().equals(Optional.of(Ending.RESOLVED))) {
            reopened.put(its.key(), "It is wrong again: " + name(c));
            board.moved.add(its.key());
            return;
        }
        c.incident = null;
        c.touched = true;
        List<Placing.Case> cases = new ArrayList<>();
        for (Incident incident : board.open.values()) {
            if (incident.goingOn()) {
                cases.add(aCase(board, incident));
            }
        }
        Optional<Placing.Placed> placed = Placing.place(c, cases, board.graph, board.now);
        if (placed.isPresent()) {
            c.incident = placed.get().key();
            board.moved.add(placed.get().key());
            return;
        }
        List<Condition> group = new ArrayList<>(List.of(c));
        for (Condition other : board.conditions.values()) {
            boolean loose = other != c && other.stands() && other.incident == null;
            if (loose
                    && Placing.score(c, new Placing.Case("", other.since, List.of(other)), board.graph, board.now)
                            > 0) {
                group.add(other);
            }
        }
        Triage triage = triage(board, group);
        if (triage.opens()) {
            open(board, group, triage);
        } else {
            board.quiet.put(c, "It opens nothing by itself: " + triage.because());
        }
    }

    private static Placing.Case aCase(Board board, Incident incident) {
        List<Condition> its = board.of(incident.key());
        Instant last = incident.detectedAt();
        for (Condition c : its) {
            last = c.since.isAfter(last) ? c.since : last;
        }
        return new Placing.Case(incident.key(), last, its);
    }

    Triage triage(Board board, List<Condition> group) {
        return triage(board.playbook, new Observing(board.graph, group, board.indicators()));
    }

    Triage triage(long playbook, Observing seen) {
        try {
            Decision d = decisions.evaluate(playbook, "triage", seen.triage());
            Object because = d.first("because");
            return new Triage(
                    d.yes("opens"),
                    d.yes("certain"),
                    because == null ? "no rule of triage.dmn speaks of it" : because.toString(),
                    d.isEmpty() ? new Actor.Self("detect") : d.rule());
        } catch (RuntimeException e) {
            // A table that fails must not swallow an outage: a person is asked instead.
            log.error("triage.dmn failed; the incident opens and a person is asked whether it is real", e);
            return new Triage(true, false, "triage.dmn failed, so a person is asked", new Actor.Self("detect"));
        }
    }

    private void open(Board board, List<Condition> group, Triage triage) {
        Observing seen = new Observing(board.graph, group, board.indicators());
        Instant onset = board.now;
        for (Condition c : group) {
            boolean believable = !c.since.isBefore(board.now.minus(OLDEST_ONSET));
            onset = believable && c.since.isBefore(onset) ? c.since : onset;
        }
        boolean byPeople = group.stream().allMatch(c -> c.kind.equals("report"));
        Incident incident = incidents.open(new NewIncident(
                board.world,
                titles.of(board.graph, seen.scope(), seen.journeys(), seen.alerted()),
                seen.scope(),
                seen.journeys(),
                seen.senderSeverity(),
                seen.alerted(),
                seen.kinds(),
                triage.certain(),
                byPeople,
                board.playbook,
                onset,
                triage.by(),
                triage.because()));
        board.open.put(incident.key(), incident);
        for (Condition c : group) {
            c.incident = incident.key();
            c.touched = true;
        }
    }

    private void observe(Board board, Incident incident, @Nullable String reopening) {
        List<Condition> its = board.of(incident.key());
        if (its.isEmpty()) {
            return;
        }
        Observing seen = new Observing(board.graph, its, board.indicators());
        boolean changed = false;
        if (reopening != null && incident.ending().isPresent()) {
            incident.reopen(new Actor.Self("detect"), reopening);
            changed = true;
        }
        if (!incident.goingOn()) {
            return;
        }
        Verdict signals = seen.signals(incident.signals());
        Observation now = new Observation(
                incident.title(),
                seen.scope(),
                seen.journeys(),
                signals,
                seen.senderSeverity(),
                seen.alerted(),
                seen.kinds());
        boolean facts = !incident.scope().equals(now.scope())
                || !incident.journeys().equals(now.journeys())
                || !incident.senderSeverity().equals(now.senderSeverity())
                || !incident.alerted().equals(now.alerted());
        if (facts || incident.signals() != signals || !incident.kinds().equals(now.kinds())) {
            // While something is wrong the title says what; once it is over it goes on saying what was.
            String title = facts && signals == Verdict.BAD && !named(board, incident)
                    ? titles.of(board.graph, now.scope(), now.journeys(), now.alerted())
                    : incident.title();
            incident.observed(new Observation(
                    title, now.scope(), now.journeys(), signals, now.senderSeverity(), now.alerted(), now.kinds()));
            changed = true;
        }
        if (!incident.certain()) {
            Triage triage = triage(incident.playbook(), seen);
            if (triage.certain()) {
                incident.confirm(triage.by(), triage.because());
                changed = true;
            }
        }
        if (changed) {
            incidents.save(incident);
        }
    }

    /** Whether a person gave it its title, which stays; one that was drawn from what was known then is drawn anew. */
    private boolean named(Board board, Incident incident) {
        return incident.manual()
                && !incident.title()
                        .equals(titles.of(board.graph, incident.scope(), incident.journeys(), incident.alerted()));
    }

    static String name(Condition c) {
        return c.measured() ? String.valueOf(c.metric) : c.title;
    }
}
