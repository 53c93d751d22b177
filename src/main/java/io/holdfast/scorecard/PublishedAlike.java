package io.holdfast.scorecard;

import io.holdfast.scorecard.VendorScorecards.Published;
import java.time.Duration;
import java.time.Instant;

/** Whether what a vendor published is what we had: the two times touch, with an hour's grace on both sides. */
final class PublishedAlike {
    private static final Duration GRACE = Duration.ofHours(1);

    /** For how long one holds that says nothing of its end. */
    private static final Duration OPEN = Duration.ofDays(1);

    private PublishedAlike() {}

    static boolean same(Published p, Instant onset, Instant over) {
        Instant end = p.resolvedAt() == null ? p.beganAt().plus(OPEN) : p.resolvedAt();
        return !onset.isAfter(end.plus(GRACE)) && !over.isBefore(p.beganAt().minus(GRACE));
    }
}
