package io.holdfast.incident;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Groups of people that depend on the incident; diagrams ask it, {@code ${whom.ownerGroup(execution)}}. */
@Component("whom")
public class Whom {
    private final Incidents incidents;

    Whom(Incidents incidents) {
        this.incidents = incidents;
    }

    /** The group of the team that owns the incident or is asked to, {@code team:identity}; the commanders where there is none. */
    public String ownerGroup(DelegateExecution execution) {
        return incidents
                .find(execution.getProcessBusinessKey())
                .flatMap(Incident::ownerTeam)
                .map(team -> "team:" + team)
                .orElse("commander");
    }
}
