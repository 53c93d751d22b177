package io.holdfast.resolve;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Look at the actions: whether ours or a person's step is next, all are done, or one could not be done. */
@Component("lookAtActions")
class LookAtActions implements JavaDelegate {
    private final ModeRows rows;
    private final ActionPlan plan;

    LookAtActions(ModeRows rows, ActionPlan plan) {
        this.rows = rows;
        this.plan = plan;
    }

    @Override
    public void execute(DelegateExecution execution) {
        SwitchRow row = rows.get((String) execution.getVariable("ref"));
        ActionPlan.Progress progress = plan.progress(row.id(), false);
        if (progress == ActionPlan.Progress.BY_HAND) {
            plan.next(row.id(), false).ifPresent(plan::asked);
        } else if (progress == ActionPlan.Progress.FAILED) {
            plan.next(row.id(), false).map(ModeWords::failed).ifPresent(why -> rows.update(row.backBecause(why)));
        }
        execution.setVariable("verdict", progress.id());
    }
}
