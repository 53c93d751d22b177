package io.holdfast.resolve;

import io.holdfast.evidence.Actor;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Write the undo: nobody relies on it any more; what was done is put back, newest first. */
@Component("writeUndo")
class WriteUndo implements JavaDelegate {
    private final ModeRows rows;
    private final ModeChanges changes;
    private final ActionPlan plan;

    WriteUndo(ModeRows rows, ModeChanges changes, ActionPlan plan) {
        this.rows = rows;
        this.changes = changes;
        this.plan = plan;
    }

    @Override
    public void execute(DelegateExecution execution) {
        SwitchRow row = rows.get((String) execution.getVariable("ref"));
        String to = row.backBecause() == null ? "failing-back" : "rolling-back";
        SwitchRow back = ModeMoves.allows(row.state(), to) ? changes.move(row, to, new Actor.Self("resolve")) : row;
        plan.back(back, changes.mode(back).undoes() != null);
    }
}
