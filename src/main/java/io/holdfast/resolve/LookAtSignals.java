package io.holdfast.resolve;

import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.incident.Phase;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Look at the signals: whether it looks mended, by them or by a reason that a person gave. */
@Component("lookAtSignals")
class LookAtSignals implements JavaDelegate {
    private final Incidents incidents;

    LookAtSignals(Incidents incidents) {
        this.incidents = incidents;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.locked(execution.getProcessBusinessKey());
        incident.enter(Phase.RESOLVE);
        incidents.save(incident);
        execution.setVariable("verdict", incident.mended() ? "mended" : "not-yet");
    }
}
