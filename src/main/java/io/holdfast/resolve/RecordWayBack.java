package io.holdfast.resolve;

import io.holdfast.tasks.Answer;
import io.holdfast.tasks.Answers;
import io.holdfast.time.Times;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Record the way back that a person has gone. */
@Component("recordWayBack")
class RecordWayBack implements JavaDelegate {
    private final ModeRows rows;
    private final ActionPlan plan;
    private final Answers answers;
    private final Times times;

    RecordWayBack(ModeRows rows, ActionPlan plan, Answers answers, Times times) {
        this.rows = rows;
        this.plan = plan;
        this.answers = answers;
        this.times = times;
    }

    @Override
    public void execute(DelegateExecution execution) {
        SwitchRow row = rows.get((String) execution.getVariable("ref"));
        Answer answer = answers.latest(execution.getProcessBusinessKey(), "undoByHand", row.id())
                .orElseThrow(() -> new IllegalStateException("The step of mode switch " + row.id() + " is not stored"));
        plan.byHand(row.id(), true, true, ModeWords.byHand(answer, true), times.in(row.world()));
    }
}
