package io.holdfast.resolve;

import io.holdfast.evidence.Actor;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Switch on: customers and agents can rely on it from here on. */
@Component("switchOn")
class SwitchOn implements JavaDelegate {
    private final ModeRows rows;
    private final ModeChanges changes;
    private final Verification verification;

    SwitchOn(ModeRows rows, ModeChanges changes, Verification verification) {
        this.verification = verification;
        this.rows = rows;
        this.changes = changes;
    }

    @Override
    public void execute(DelegateExecution execution) {
        SwitchRow row = rows.get((String) execution.getVariable("ref"));
        verification.on(changes.move(row, "on", new Actor.Self("resolve")));
    }
}
