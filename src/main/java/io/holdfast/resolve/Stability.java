package io.holdfast.resolve;

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
import java.util.Map;
import java.util.NoSuchElementException;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/**
 * How long signals must stay good before it counts as stable: {@code waits.dmn}, counted from when watching began, so that a wake-up
 * in between moves nothing. Diagrams ask it in their timers, {@code ${stability.until(execution)}}.
 */
@Component("stability")
public class Stability {
    private final Incidents incidents;
    private final Playbooks playbooks;
    private final Decisions decisions;
    private final Times times;

    Stability(Incidents incidents, Playbooks playbooks, Decisions decisions, Times times) {
        this.incidents = incidents;
        this.playbooks = playbooks;
        this.decisions = decisions;
        this.times = times;
    }

    /** When to look next: when it will have been watched long enough, or, where that has passed, as much later again. */
    public Date until(DelegateExecution execution) {
        Incident incident = incidents
                .find(execution.getProcessBusinessKey())
                .orElseThrow(
                        () -> new NoSuchElementException("There is no incident " + execution.getProcessBusinessKey()));
        Instant now = times.in(incident.world());
        Duration wait = wait(incident, now);
        Instant enough = incident.watchingSince().orElse(now).plus(wait);
        return Date.from(enough.isAfter(now) ? enough : now.plus(wait));
    }

    /** Whether it has been watched long enough. */
    boolean passed(Incident incident) {
        Instant now = times.in(incident.world());
        return incident.watchingSince()
                .map(since -> !since.plus(wait(incident, now)).isAfter(now))
                .orElse(false);
    }

    private Duration wait(Incident incident, Instant now) {
        Map<String, Object> facts =
                IncidentFacts.of(incident, playbooks.number(incident.playbook()).catalog(), now);
        facts.put("wait", "stable");
        facts.put("role", null);
        facts.put("rung", 0L);
        Decision answer = decisions.evaluate(incident.playbook(), "waits", facts);
        if (!(answer.first("wait") instanceof Duration duration)) {
            throw new IllegalStateException(answer.path() + " says no 'wait' for 'stable'");
        }
        return duration;
    }
}
