package io.holdfast.tasks;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When people were asked, until when, and when they answered. */
public interface TaskTimes {
    /** The tasks of this incident that had a due time, in the order in which they were due. */
    List<Timed> of(String incident);

    /**
     * A task.
     *
     * @param key the element's id in its diagram, {@code takeCommand}
     * @param answered when somebody answered; null where nobody did
     * @param by who did, a username or a token's name; null where nobody did
     * @param over when it was over, by the engine's clock; null while it is open
     */
    record Timed(
            String key,
            String name,
            Instant due,
            @Nullable Instant answered,
            @Nullable String by,
            @Nullable Instant over) {}
}
