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
import java.util.Date;
import java.util.NoSuchElementException;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** When customers hear next; diagrams ask it in their timers. */
@Component("cadence")
public class Cadence {
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
        return Date.from(facts.current(incident.key())
                .map(FactSheet::nextWordAt)
                .orElseGet(() -> times.in(incident.world()).plus(every(incident))));
    }

    /** How long customers wait for the next word, by {@code update-cadence.dmn}. */
    Duration every(Incident incident) {
        Instant now = times.in(incident.world());
        Decision decision = decisions.evaluate(
                incident.playbook(),
                "update-cadence",
                IncidentFacts.of(incident, playbooks.number(incident.playbook()).catalog(), now));
        if (!(decision.first("every") instanceof Duration every)) {
            throw new IllegalStateException(decision.path() + " says no 'every' for " + incident.severity());
        }
        return every;
    }
}
