package io.holdfast.resolve;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far the steps of modes are, for people. */
public interface ModeSteps {
    /** All steps of the incident's modes, in the order in which they are done; those back after those on. */
    List<Step> of(String incident);

    /** Why this mode stands half-way, or what its signals told last; null for nothing. */
    @Nullable
    String told(String switchId);

    /** What stands against switching it on, where agents are scarce; null for nothing. */
    @Nullable
    String conflict(String switchId);

    /**
     * A step.
     *
     * @param undo whether it puts back
     * @param state {@code waiting}, {@code sending}, {@code asked}, {@code done}, {@code failed}, {@code unknown}, {@code left}
     * @param at when it came to its end; null while it has not
     * @param outcome what the other end said last; null for nothing yet
     * @param tries how often it was tried
     * @param metric the metric that verifies it; null for none
     */
    record Step(
            String switchId,
            String name,
            boolean undo,
            String state,
            @Nullable Instant at,
            @Nullable String outcome,
            int tries,
            @Nullable String metric) {}
}
