package io.holdfast.drill;

import io.holdfast.time.World;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A drill as its row holds it.
 *
 * @param stage {@code new}, {@code running}, {@code clearing} or {@code over}
 * @param fed how many of the scenario's signals have been told
 * @param steps how often its clock was moved
 */
record DrillRow(
        long number,
        String kind,
        String scenario,
        String name,
        World world,
        long playbook,
        Drill.State state,
        String stage,
        boolean realTime,
        String by,
        Instant beginsAt,
        Instant clockAt,
        int fed,
        int steps,
        @Nullable String problem,
        Instant startedAt,
        @Nullable Instant endedAt) {

    String id() {
        return "DRILL-" + number;
    }
}
