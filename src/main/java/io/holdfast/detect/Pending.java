package io.holdfast.detect;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A signal that waits to be judged, or repeats of one that are to be counted.
 *
 * @param pendingId the waiting row
 * @param id the signal's row
 * @param repeats how often it was said again; 0 where it is the signal itself that waits
 */
record Pending(
        long pendingId,
        long id,
        long repeats,
        @Nullable String keyHash,
        String source,
        String kind,
        String state,
        String title,
        @Nullable String journey,
        @Nullable String dependency,
        @Nullable String metric,
        @Nullable Double value,
        @Nullable Long count,
        String severity,
        String region,
        String channel,
        String segment,
        @Nullable String light,
        Instant worldAt,
        Instant receivedAt,
        @Nullable String incident,
        @Nullable String reason,
        @Nullable String indicator,
        String digest) {}
