package io.holdfast.learn;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** What came of it? Kept where nobody rolled it back while it was watched. */
@Component("settleChange")
class SettleChange implements JavaDelegate {
    private final ChangeRows rows;

    SettleChange(ChangeRows rows) {
        this.rows = rows;
    }

    @Override
    public void execute(DelegateExecution execution) {
        execution.setVariable("verdict", CheckChange.stands(rows, execution));
    }
}
