package io.holdfast.resolve;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Look at the undo: the message reaches every mode of the incident; the row says which one is meant. */
@Component("lookAtUndo")
class LookAtUndo implements JavaDelegate {
    private final ModeRows rows;

    LookAtUndo(ModeRows rows) {
        this.rows = rows;
    }

    @Override
    public void execute(DelegateExecution execution) {
        SwitchRow row = rows.get((String) execution.getVariable("ref"));
        execution.setVariable("verdict", row.backBecause() == null ? "not-meant" : "undo");
    }
}
