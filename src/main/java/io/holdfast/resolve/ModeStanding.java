package io.holdfast.resolve;

import io.holdfast.engine.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** What the mode switches' rows say that a process may not have heard. */
@Component
class ModeStanding implements Standing {
    private final ModeRows rows;
    private final ModeWatch watch;
    private final ModeActions actions;

    ModeStanding(ModeRows rows, ModeWatch watch, ModeActions actions) {
        this.rows = rows;
        this.watch = watch;
        this.actions = actions;
    }

    @Override
    public List<Condition> conditions() {
        List<Condition> all = new ArrayList<>();
        for (SwitchRow row : rows.notBegun()) {
            all.add(new Condition(row.world(), Objects.requireNonNull(row.incident()), "mode-proposed", row.id()));
        }
        for (SwitchRow row : rows.undoWanted()) {
            all.add(new Condition(row.world(), Objects.requireNonNull(row.incident()), "mode-undo", null));
        }
        for (SwitchRow row : watch.found()) {
            all.add(new Condition(row.world(), Objects.requireNonNull(row.incident()), "mode-judged", null));
        }
        for (SwitchRow row : rows.underWay()) {
            if (actions.settled(row)) {
                all.add(new Condition(row.world(), Objects.requireNonNull(row.incident()), "actions-settled", null));
            }
        }
        return all;
    }
}
