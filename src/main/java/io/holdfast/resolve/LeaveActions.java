package io.holdfast.resolve;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Leave the rest of the actions: it is over before all were done, and what was done is put back. */
@Component("leaveActions")
class LeaveActions implements JavaDelegate {
    private final ModeRows rows;

    LeaveActions(ModeRows rows) {
        this.rows = rows;
    }

    @Override
    public void execute(DelegateExecution execution) {
        SwitchRow row = rows.get((String) execution.getVariable("ref"));
        execution.setVariable("verdict", row.state().equals("switching") ? "left" : "done");
    }
}
