package io.holdfast.drill;

import io.holdfast.time.World;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An exercise.
 *
 * @param id {@code DRILL-3}
 * @param scenario the scenario's file name without its ending
 * @param name the scenario's name
 * @param playbook the playbook that it tries
 * @param begins when it begins, by its own clock
 * @param clock where its own clock stands
 * @param incidents keys of its incidents, the oldest first
 * @param problem why it could not be run to its end; null where it could
 * @param by who started it
 * @param stage how far a running one is; of a live one {@code asked} while a second person's yes is wanted, {@code waiting} for its
 *     window, {@code running}, {@code clearing} while the mode is put back
 * @param approvedBy who said yes to a live one; null for nobody
 * @param aborted why it was broken off; null where it was not
 * @param startedAt by the machine's clock
 * @param endedAt by the machine's clock; null while it runs
 */
public record Drill(
        String id,
        String kind,
        String scenario,
        String name,
        World world,
        long playbook,
        State state,
        Instant begins,
        Instant clock,
        List<String> incidents,
        List<Expected> expectations,
        @Nullable String problem,
        String by,
        Instant startedAt,
        @Nullable Instant endedAt,
        String stage,
        @Nullable String approvedBy,
        @Nullable String aborted) {

    /** As the public contract names them. */
    public enum State {
        RUNNING,
        PASSED,
        FAILED,
        ABORTED;

        /** The word of the public contract, {@code running}. */
        public String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * Something that must come of it.
     *
     * @param text {@code The first suspect is CRM, within 5 min}
     * @param outcome {@code pending}, {@code passed} or {@code failed}
     * @param why what was seen; null while it is pending
     * @param metAt when it came true, by the drill's clock; null where it did not
     */
    public record Expected(
            String text,
            String outcome,
            @Nullable String why,
            @Nullable Instant metAt) {}
}
