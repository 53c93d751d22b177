package io.holdfast.incident;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Take stock: a review, none, or once more, where it was reopened while its companions wound down. */
@Component("takeStock")
class TakeStock implements JavaDelegate {
    private final Incidents incidents;

    TakeStock(Incidents incidents) {
        this.incidents = incidents;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.locked(execution.getProcessBusinessKey());
        execution.setVariable(
                "verdict", incident.goingOn() ? "again" : incident.worthReview() ? "review" : "no-review");
    }
}
