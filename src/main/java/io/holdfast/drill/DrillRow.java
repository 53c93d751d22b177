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
 * @param approvedBy who said yes to a live one; null while nobody has
 * @param switchId the mode switch of a live one; null before it is switched
 * @param aborted why it was broken off; null where it was not
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
        @Nullable Instant endedAt,
        @Nullable String approvedBy,
        @Nullable String switchId,
        @Nullable String aborted) {

    /** By whom a drill is that shows what a change would do. */
    static final String REPLAY = "replay";

    static final String SANDBOX = "sandbox";
    static final String TABLETOP = "tabletop";
    static final String LIVE = "live";

    /** Whether it switches a real mode. */
    boolean live() {
        return kind.equals(LIVE);
    }

    /** Whether people do its tasks, at the pace of a real outage. */
    boolean tabletop() {
        return kind.equals(TABLETOP);
    }

    String id() {
        return "DRILL-" + number;
    }
}
