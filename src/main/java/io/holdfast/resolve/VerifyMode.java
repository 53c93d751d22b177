package io.holdfast.resolve;

import io.holdfast.evidence.Actor;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Verify the mode: the signals are good while it is on. */
@Component("verifyMode")
class VerifyMode implements JavaDelegate {
    private final ModeRows rows;
    private final ModeChanges changes;

    VerifyMode(ModeRows rows, ModeChanges changes) {
        this.rows = rows;
        this.changes = changes;
    }

    @Override
    public void execute(DelegateExecution execution) {
        SwitchRow row = rows.get((String) execution.getVariable("ref"));
        if (ModeMoves.allows(row.state(), "verified")) {
            changes.move(row, "verified", new Actor.Self("resolve"));
        }
    }
}
