package io.holdfast.resolve;

import io.holdfast.evidence.Actor;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Switch off: everything is as usual again. */
@Component("switchOff")
class SwitchOff implements JavaDelegate {
    private final ModeRows rows;
    private final ModeChanges changes;

    SwitchOff(ModeRows rows, ModeChanges changes) {
        this.rows = rows;
        this.changes = changes;
    }

    @Override
    public void execute(DelegateExecution execution) {
        SwitchRow row = rows.get((String) execution.getVariable("ref"));
        if (ModeMoves.allows(row.state(), "off")) {
            changes.move(row, "off", new Actor.Self("resolve"));
        }
    }
}
