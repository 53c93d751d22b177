package io.holdfast.updates;

import io.holdfast.facts.FactSheet;
import io.holdfast.facts.FactSheets;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.playbook.Decision;
import io.holdfast.playbook.Decisions;
import io.holdfast.playbook.IncidentFacts;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Map;
import java.util.NoSuchElementException;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** When customers hear next; diagrams ask it in their timers. */
@Component("cadence")
public class Cadence {
    /** What a table works out from facts may come to nothing, or less: words without end would follow each other. */
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private static final String TABLE = "update-cadence";

    private final Incidents incidents;
    private final FactSheets facts;
    private final Playbooks playbooks;
    private final Decisions decisions;
    private final Times times;

    Cadence(Incidents incidents, FactSheets facts, Playbooks playbooks, Decisions decisions, Times times) {
        this.incidents = incidents;
        this.facts = facts;
        this.playbooks = playbooks;
        this.decisions = decisions;
        this.times = times;
    }

    /** The promised next word where one is promised; else one cadence from now. */
    public Date next(DelegateExecution execution) {
        Incident incident = incidents
                .find(execution.getProcessBusinessKey())
                .orElseThrow(
                        () -> new NoSuchElementException("There is no incident " + execution.getProcessBusinessKey()));
        return Date.from(next(incident));
    }

    /** The same of an incident that is at hand. */
    Instant next(Incident incident) {
        return facts.current(incident.key())
                .map(FactSheet::nextWordAt)
                .orElseGet(
                        () -> from(incident, every(decisions.evaluate(incident.playbook(), TABLE, known(incident)))));
    }

    /**
     * What is promised now: one cadence from here, in whole minutes as texts say it, so that it is kept when the text says so. By which rule
     * stands in the record.
     */
    Instant promise(Incident incident) {
        return from(
                incident,
                every(decisions.decide(incident.world(), incident.key(), incident.playbook(), TABLE, known(incident))));
    }

    private Instant from(Incident incident, Duration every) {
        Instant now = times.in(incident.world());
        Instant next = now.plus(every);
        Instant minute = next.truncatedTo(ChronoUnit.MINUTES);
        return minute.isAfter(now) ? minute : next;
    }

    private Map<String, Object> known(Incident incident) {
        return IncidentFacts.of(incident, playbooks.number(incident.playbook()).catalog(), times.in(incident.world()));
    }

    /** How long customers wait for the next word, by {@code update-cadence.dmn}; never shorter than {@link #SHORTEST}. */
    static Duration every(Decision decision) {
        if (!(decision.first("every") instanceof Duration every)) {
            throw new IllegalStateException(decision.path() + " says no 'every' for what is known");
        }
        return every.compareTo(SHORTEST) < 0 ? SHORTEST : every;
    }
}
