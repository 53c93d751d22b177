package io.holdfast.drill;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Hear the decision: a live exercise begins in its window, or it is left. */
@Component("hearDecision")
class HearDecision implements JavaDelegate {
    private final DrillRows rows;

    HearDecision(DrillRows rows) {
        this.rows = rows;
    }

    @Override
    public void execute(DelegateExecution execution) {
        DrillRow drill = StartedDrills.number(execution.getProcessBusinessKey())
                .flatMap(rows::find)
                .orElseThrow();
        boolean begins = drill.approvedBy() != null && drill.aborted() == null;
        if (begins) {
            rows.stage(drill.number(), "waiting");
        }
        execution.setVariable("verdict", begins ? "approved" : "declined");
    }
}
