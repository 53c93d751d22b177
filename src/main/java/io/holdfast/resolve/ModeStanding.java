package io.holdfast.resolve;

import io.holdfast.engine.Standing;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the mode switches' rows say that a process may not have heard. */
@Component
class ModeStanding implements Standing {
    private final ModeRows rows;

    ModeStanding(ModeRows rows) {
        this.rows = rows;
    }

    @Override
    public List<Condition> conditions() {
        List<Condition> all = new ArrayList<>();
        for (SwitchRow row : rows.notBegun()) {
            all.add(new Condition(
                    row.world(), java.util.Objects.requireNonNull(row.incident()), "mode-proposed", row.id()));
        }
        for (SwitchRow row : rows.undoWanted()) {
            all.add(new Condition(row.world(), java.util.Objects.requireNonNull(row.incident()), "mode-undo", null));
        }
        return all;
    }
}
