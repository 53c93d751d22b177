package io.holdfast.engine;

import io.holdfast.time.World;
import java.util.List;

/**
 * What the rows say of every incident that is not closed, as the messages that its process may be waiting for. The reconciler holds
 * it against the engine, so that a lost wake-up costs half a minute and no more.
 */
public interface Standing {
    /** One {@code start} per incident that is not closed, and one entry per condition that stands. */
    List<Condition> conditions();

    /**
     * @param kind a message's name, or {@code start}
     * @param ref handed over with it; null for none
     */
    record Condition(
            World world,
            String incident,
            String kind,
            @org.jspecify.annotations.Nullable String ref) {}
}
