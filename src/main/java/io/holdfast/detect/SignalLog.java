package io.holdfast.detect;

import io.holdfast.time.World;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What arrived, for people to read. */
public interface SignalLog {
    /** Signals that joined this incident, newest first. */
    List<Line> of(String incident, int limit);

    /** What could not be mapped, or belongs to no incident (changes that fit none among them), newest first, with its reason. */
    List<Line> unplaced(World world, int limit);

    /**
     * @param state {@code firing}, {@code resolved}, or empty where it has none
     * @param repeats how often the same was said since
     * @param reason why it could not be placed; null where it was
     */
    record Line(
            long id,
            String source,
            String kind,
            String title,
            String state,
            Instant at,
            Instant receivedAt,
            @Nullable String journey,
            @Nullable String dependency,
            long repeats,
            @Nullable String incident,
            @Nullable String reason) {}
}
