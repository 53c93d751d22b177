package io.holdfast.resolve;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Judge the mode by its signals: verified, worse, or good for long enough to go back. */
@Component("judgeMode")
class JudgeMode implements JavaDelegate {
    private final ModeRows rows;
    private final WatchRows watches;
    private final Verification verification;
    private final ModeWatch watch;

    JudgeMode(ModeRows rows, WatchRows watches, Verification verification, ModeWatch watch) {
        this.rows = rows;
        this.watches = watches;
        this.verification = verification;
        this.watch = watch;
    }

    @Override
    public void execute(DelegateExecution execution) {
        SwitchRow row = rows.get((String) execution.getVariable("ref"));
        boolean back = false;
        WatchRow watched = watches.of(row.id()).orElse(null);
        if (watched != null && ModeMoves.isOn(row.state())) {
            WatchRow seen = watched.found().isEmpty() ? verification.look(row, watched) : watched;
            watch.judged(row, seen);
            back = seen.found().equals("worse") || seen.found().equals("stable");
        }
        execution.setVariable("verdict", back ? "back" : "on");
    }
}
