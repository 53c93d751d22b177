package io.holdfast.resolve;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Look at the way back: whether ours or a person's step is next, or all is put back. */
@Component("lookAtWayBack")
class LookAtWayBack implements JavaDelegate {
    private final ModeRows rows;
    private final ActionPlan plan;

    LookAtWayBack(ModeRows rows, ActionPlan plan) {
        this.rows = rows;
        this.plan = plan;
    }

    @Override
    public void execute(DelegateExecution execution) {
        SwitchRow row = rows.get((String) execution.getVariable("ref"));
        ActionPlan.Progress progress = plan.progress(row.id(), true);
        if (progress == ActionPlan.Progress.BY_HAND) {
            plan.next(row.id(), true).ifPresent(plan::asked);
        }
        execution.setVariable("verdict", progress.id());
    }
}
