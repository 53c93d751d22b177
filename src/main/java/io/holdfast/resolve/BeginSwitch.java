package io.holdfast.resolve;

import io.holdfast.evidence.Actor;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * Begin to switch: from here on it is under way; steps by hand come first. Incidents that began before modes had actions go on by this
 * step; the diagram of today writes the actions.
 */
@Component("beginSwitch")
class BeginSwitch implements JavaDelegate {
    private final ModeRows rows;
    private final ModeChanges changes;

    BeginSwitch(ModeRows rows, ModeChanges changes) {
        this.rows = rows;
        this.changes = changes;
    }

    @Override
    public void execute(DelegateExecution execution) {
        SwitchRow row = rows.get((String) execution.getVariable("ref"));
        SwitchRow switching = changes.move(row, "switching", new Actor.Self("resolve"));
        execution.setVariable("verdict", changes.mode(switching).byHand().isEmpty() ? "by-itself" : "by-hand");
    }
}
