package io.holdfast.learn;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Check the change: as a rule it is to be tried; in an emergency it is in force already. */
@Component("checkChange")
class CheckChange implements JavaDelegate {
    private final ChangeRows rows;

    CheckChange(ChangeRows rows) {
        this.rows = rows;
    }

    @Override
    public void execute(DelegateExecution execution) {
        execution.setVariable("verdict", stands(rows, execution));
    }

    /**
     * {@code replaying}, {@code awaiting-approval}, {@code in-force}, {@code rejected}, {@code refused} or {@code rolled-back}; one
     * that was watched to its end is {@code kept}.
     */
    static String stands(ChangeRows rows, DelegateExecution execution) {
        ChangeRow row = StoredChanges.number(execution.getProcessBusinessKey())
                .flatMap(rows::find)
                .orElseThrow();
        return row.keptAt() != null ? "kept" : row.state().id();
    }
}
