package io.holdfast.resolve;

import io.holdfast.evidence.Actor;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * Begin to put back: nobody relies on it any more; steps by hand come first. For incidents that began before modes had actions; the
 * diagram of today writes the undo.
 */
@Component("beginUndo")
class BeginUndo implements JavaDelegate {
    private final ModeRows rows;
    private final ModeChanges changes;

    BeginUndo(ModeRows rows, ModeChanges changes) {
        this.rows = rows;
        this.changes = changes;
    }

    @Override
    public void execute(DelegateExecution execution) {
        SwitchRow row = rows.get((String) execution.getVariable("ref"));
        boolean byHand = !changes.mode(row).byHandUndo().isEmpty();
        String to = row.backBecause() == null ? "failing-back" : "rolling-back";
        if (ModeMoves.allows(row.state(), to)) {
            changes.move(row, to, new Actor.Self("resolve"));
        }
        execution.setVariable("verdict", byHand ? "by-hand" : "by-itself");
    }
}
