package io.holdfast.learn;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** How was it decided? Where another change came first, it is tried again on top of that. */
@Component("hearChange")
class HearChange implements JavaDelegate {
    private final ChangeRows rows;

    HearChange(ChangeRows rows) {
        this.rows = rows;
    }

    @Override
    public void execute(DelegateExecution execution) {
        execution.setVariable("verdict", CheckChange.stands(rows, execution));
    }
}
