package io.holdfast.resolve;

import io.holdfast.evidence.Actor;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * Leave off the rest: it is over, and a proposal that no process has taken in hand would otherwise stay proposed for ever. The ones
 * in hand hear of the end themselves.
 */
@Component("leaveOffTheRest")
class LeaveOffTheRest implements JavaDelegate {
    private final ModeRows rows;
    private final ModeChanges changes;

    LeaveOffTheRest(ModeRows rows, ModeChanges changes) {
        this.rows = rows;
        this.changes = changes;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String key = execution.getProcessBusinessKey();
        for (SwitchRow row : rows.ofThisRound(key)) {
            if (!row.begun() && ModeMoves.allows(row.state(), "refused")) {
                changes.move(row, "refused", new Actor.Self("resolve"));
            }
        }
        rows.endRound(key);
    }
}
