package io.holdfast.resolve;

import io.holdfast.catalog.Mode;
import io.holdfast.evidence.Actor;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Write the actions: from here on it is under way, step by step. */
@Component("writeActions")
class WriteActions implements JavaDelegate {
    private final ModeRows rows;
    private final ModeChanges changes;
    private final ActionPlan plan;
    private final Verification verification;

    WriteActions(ModeRows rows, ModeChanges changes, ActionPlan plan, Verification verification) {
        this.rows = rows;
        this.changes = changes;
        this.plan = plan;
        this.verification = verification;
    }

    @Override
    public void execute(DelegateExecution execution) {
        SwitchRow row = rows.get((String) execution.getVariable("ref"));
        Mode mode = changes.mode(row);
        verification.before(row, mode);
        plan.on(changes.move(row, "switching", new Actor.Self("resolve")), mode);
    }
}
