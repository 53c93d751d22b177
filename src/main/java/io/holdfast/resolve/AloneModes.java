package io.holdfast.resolve;

import io.holdfast.catalog.Mode;
import io.holdfast.evidence.Actor;
import org.springframework.stereotype.Component;

/** Modes that belong to no incident: no process moves them, their rows do. */
@Component
class AloneModes {
    private final ModeRows rows;
    private final ModeChanges changes;
    private final ActionPlan plan;
    private final Verification verification;

    AloneModes(ModeRows rows, ModeChanges changes, ActionPlan plan, Verification verification) {
        this.rows = rows;
        this.changes = changes;
        this.plan = plan;
        this.verification = verification;
    }

    /** Begins to switch it on; at once where nothing is to be done. */
    SwitchRow begin(SwitchRow row, Actor by) {
        Mode mode = changes.mode(row);
        SwitchRow switching = changes.move(row, "switching", by);
        verification.before(switching, mode);
        plan.on(switching, mode);
        return settled(switching, by);
    }

    /** Begins to put it back; at once where nothing is to be done. */
    SwitchRow back(SwitchRow row, Actor by) {
        SwitchRow back = changes.move(row, row.backBecause() == null ? "failing-back" : "rolling-back", by);
        plan.back(back, changes.mode(back).undoes() != null);
        return settled(back, by);
    }

    /** A step has come to its end. */
    SwitchRow settled(SwitchRow row, Actor by) {
        if (row.state().equals("switching")) {
            ActionPlan.Progress progress = plan.progress(row.id(), false);
            if (progress == ActionPlan.Progress.DONE) {
                SwitchRow on = changes.move(row, "on", by);
                verification.on(on);
                return on;
            }
            if (progress == ActionPlan.Progress.FAILED) {
                SwitchRow wanted = row.backBecause(failed(row.id()));
                rows.update(wanted);
                return back(wanted, by);
            }
        } else if (ModeMoves.allows(row.state(), "off") && plan.progress(row.id(), true) == ActionPlan.Progress.DONE) {
            return changes.move(row, "off", by);
        }
        return row;
    }

    private String failed(String switchId) {
        return plan.next(switchId, false).map(ModeWords::failed).orElse("A step could not be done");
    }
}
