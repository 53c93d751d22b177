package io.holdfast.learn;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * How does the change stand? {@code replaying}, {@code in-force}, {@code rejected}, {@code refused}, {@code rolled-back}; one that
 * is watched to its end is {@code kept}.
 */
@Component("checkChange")
class CheckChange implements JavaDelegate {
    private final ChangeRows rows;

    CheckChange(ChangeRows rows) {
        this.rows = rows;
    }

    @Override
    public void execute(DelegateExecution execution) {
        ChangeRow row = StoredChanges.number(execution.getProcessBusinessKey())
                .flatMap(rows::find)
                .orElseThrow();
        execution.setVariable(
                "verdict", row.keptAt() != null ? "kept" : row.state().id());
    }
}
