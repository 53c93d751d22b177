package io.holdfast.learn;

import io.holdfast.incident.Scope;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A past incident, as noticing is measured by it.
 *
 * @param ending null while it goes on
 * @param counts whether it is measured at all: an exercise, or what was part of another incident, only explains an alarm
 * @param over when it ended; null while it goes on
 */
record Happened(
        String key,
        String title,
        @Nullable String ending,
        boolean counts,
        Instant onset,
        Instant detected,
        @Nullable Instant over,
        Scope scope,
        Set<String> journeys) {
    Happened {
        journeys = Set.copyOf(journeys);
    }

    /** Whether people found that nothing was wrong. */
    boolean nothing() {
        return "false-alarm".equals(ending) || "cancelled".equals(ending);
    }

    /** Whether an indicator that speaks of these journeys, and is read there, speaks of it. */
    boolean concerns(Collection<String> hits, Scope read) {
        return hits.stream().anyMatch(journeys::contains) && scope.touches(read);
    }
}
