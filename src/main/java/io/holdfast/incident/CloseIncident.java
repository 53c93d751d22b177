package io.holdfast.incident;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Close the incident: nothing of it is left to do. */
@Component("closeIncident")
class CloseIncident implements JavaDelegate {
    private final Incidents incidents;

    CloseIncident(Incidents incidents) {
        this.incidents = incidents;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.locked(execution.getProcessBusinessKey());
        incident.enter(Phase.CLOSED);
        incidents.save(incident);
    }
}
