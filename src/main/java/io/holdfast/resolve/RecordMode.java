package io.holdfast.resolve;

import io.holdfast.catalog.Mode;
import io.holdfast.playbook.Playbooks;
import io.holdfast.tasks.Answer;
import io.holdfast.tasks.Answers;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Record the decision: whether it is switched, and which mode. */
@Component("recordMode")
class RecordMode implements JavaDelegate {
    private final ModeRows rows;
    private final Answers answers;
    private final Playbooks playbooks;
    private final ModeChanges changes;
    private final MaySwitch maySwitch;

    RecordMode(ModeRows rows, Answers answers, Playbooks playbooks, ModeChanges changes, MaySwitch maySwitch) {
        this.changes = changes;
        this.maySwitch = maySwitch;
        this.rows = rows;
        this.answers = answers;
        this.playbooks = playbooks;
    }

    @Override
    public void execute(DelegateExecution execution) {
        SwitchRow row = rows.get((String) execution.getVariable("ref"));
        Answer answer = answers.latest(execution.getProcessBusinessKey(), "approveMode", row.id())
                .orElseThrow(
                        () -> new IllegalStateException("The decision on mode switch " + row.id() + " is not stored"));
        if (!"switch".equals(answer.text("verdict"))) {
            execution.setVariable("verdict", "leave");
            return;
        }
        String chosen = answer.text("mode");
        Optional<Mode> mode = chosen == null
                ? Optional.empty()
                : playbooks.current(row.world()).catalog().mode(row.journey(), chosen);
        maySwitch.check(mode.orElseGet(() -> changes.mode(row)), answer.by());
        rows.update(new SwitchRow(
                row.id(),
                row.world(),
                row.incident(),
                row.journey(),
                mode.map(Mode::id).orElse(row.mode()),
                mode.map(Mode::name).orElse(row.name()),
                row.scope(),
                row.place(),
                row.state(),
                row.since(),
                row.because(),
                true,
                row.begun(),
                row.backBecause(),
                row.hardEnd()));
        execution.setVariable("verdict", "switch");
    }
}
