package io.holdfast.resolve;

import io.holdfast.evidence.Actor;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Leave it off: a person said no, or it is over before anybody decided. */
@Component("leaveOff")
class LeaveOff implements JavaDelegate {
    private final ModeRows rows;
    private final ModeChanges changes;

    LeaveOff(ModeRows rows, ModeChanges changes) {
        this.rows = rows;
        this.changes = changes;
    }

    @Override
    public void execute(DelegateExecution execution) {
        SwitchRow row = rows.get((String) execution.getVariable("ref"));
        if (ModeMoves.allows(row.state(), "refused")) {
            changes.move(row, "refused", new Actor.Self("resolve"));
        }
    }
}
