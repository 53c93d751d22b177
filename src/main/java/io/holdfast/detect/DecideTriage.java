package io.holdfast.detect;

import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * Decide triage: reads what {@code triage.dmn} has said of the signals so far. The table is asked with each batch of signals that
 * joins; its answer stands in the incident's row, and {@code certain-now} comes when it changes.
 */
@Component("decideTriage")
class DecideTriage implements JavaDelegate {
    private final Incidents incidents;

    DecideTriage(Incidents incidents) {
        this.incidents = incidents;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.locked(execution.getProcessBusinessKey());
        execution.setVariable("verdict", !incident.goingOn() ? "over" : incident.certain() ? "real" : "uncertain");
    }
}
