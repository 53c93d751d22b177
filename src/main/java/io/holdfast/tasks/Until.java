package io.holdfast.tasks;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Team;
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
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/**
 * The moment until which a process waits: now, by the incident's clock, and as long as {@code waits.dmn} says. Diagrams ask it in
 * their timers, {@code ${until.of(execution, 'stable')}}, so that no diagram holds a duration of its own.
 */
@Component("until")
public class Until {
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final Incidents incidents;
    private final Playbooks playbooks;
    private final Decisions decisions;
    private final Times times;

    Until(Incidents incidents, Playbooks playbooks, Decisions decisions, Times times) {
        this.incidents = incidents;
        this.playbooks = playbooks;
        this.decisions = decisions;
        this.times = times;
    }

    /**
     * @param wait a word of {@code waits.dmn}, {@code take-command}
     * @throws IllegalStateException where the table has no answer for it
     */
    public Date of(DelegateExecution execution, String wait) {
        Incident incident = incidents
                .find(execution.getProcessBusinessKey())
                .orElseThrow(
                        () -> new NoSuchElementException("There is no incident " + execution.getProcessBusinessKey()));
        Instant now = times.in(incident.world());
        String ref = (String) execution.getVariable("ref");
        int rung = execution.getVariable("rung") instanceof Number n ? n.intValue() : 0;
        return Date.from(now.plus(howLong(incident, wait, ref, rung, now)));
    }

    private Duration howLong(
            Incident incident, String wait, @org.jspecify.annotations.Nullable String ref, int rung, Instant now) {
        Catalog catalog = playbooks.number(incident.playbook()).catalog();
        Optional<Team> team = switch (wait) {
            case "take-command" -> incident.commanderTeam().flatMap(catalog::team);
            case "take-ownership" -> incident.ownerTeam().flatMap(catalog::team);
            default -> Optional.empty();
        };
        if (team.isPresent()) {
            return team.get().step();
        }
        Map<String, Object> facts = IncidentFacts.of(incident, catalog, now);
        facts.put("wait", wait);
        facts.put("role", ref);
        facts.put("rung", (long) rung);
        Decision answer = decisions.evaluate(incident.playbook(), "waits", facts);
        if (!(answer.first("wait") instanceof Duration duration)) {
            throw new IllegalStateException(answer.path() + " says no 'wait' for '" + wait + "'");
        }
        return duration.compareTo(SHORTEST) < 0 ? SHORTEST : duration;
    }
}
