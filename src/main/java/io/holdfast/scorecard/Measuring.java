package io.holdfast.scorecard;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Journey;
import io.holdfast.scorecard.Past.Act;
import io.holdfast.scorecard.Past.FollowUp;
import io.holdfast.scorecard.Past.Moments;
import io.holdfast.scorecard.Past.Review;
import io.holdfast.scorecard.Past.Tried;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Counts one past incident. Pure: the same record, catalog and formula give the same row. */
final class Measuring {
    /** Grows with every change of what is counted, or how: rows of an older one are counted anew. */
    static final int FORMULA = 2;

    private final Catalog catalog;

    Measuring(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * @param whole with those that were merged into it
     * @param countedWith the incident that it was merged into; null for none
     */
    Measured measure(Past whole, @Nullable String countedWith) {
        Moments m = whole.moments();
        return new Measured(
                whole.key(),
                whole.number(),
                CountedAs.of(whole.drill(), whole.ending()),
                countedWith,
                whole.changedAt(),
                m.onset(),
                m.over(),
                whole.severity(),
                whole.journeys(),
                whole.cause(),
                whole.vendor(),
                whole.team(),
                whole.lightsKnown(),
                Sweep.hits(
                        whole.bad(),
                        whole.readings(),
                        journey -> catalog.journey(journey).map(Journey::impact).orElse(null)),
                lengths(m),
                counts(whole));
    }

    private static long[] lengths(Moments m) {
        long[] lengths = new long[Length.values().length];
        Arrays.fill(lengths, Length.NOT_KNOWN);
        put(lengths, Length.DETECT, m.onset(), m.detected());
        put(lengths, Length.LEAD, m.detected(), m.reported());
        put(lengths, Length.ACKNOWLEDGE, m.detected(), m.acknowledged());
        put(lengths, Length.MITIGATE, m.onset(), m.mitigated());
        put(lengths, Length.RESTORE, m.onset(), m.restored());
        put(lengths, Length.AGENTS, m.detected(), m.agentsTold());
        put(lengths, Length.CUSTOMERS, m.detected(), m.customersTold());
        put(lengths, Length.NOTICE, m.detected(), m.noticed());
        put(lengths, Length.ANSWER, m.caseOpened(), m.answered());
        return lengths;
    }

    private static void put(long[] lengths, Length length, @Nullable Instant from, @Nullable Instant to) {
        if (from != null && to != null) {
            long millis = Duration.between(from, to).toMillis();
            lengths[length.ordinal()] = length.signed() ? millis : Math.max(0, millis);
        }
    }

    private long[] counts(Past whole) {
        long[] counts = new long[Count.values().length];
        counts[Count.DECISIONS.ordinal()] = whole.decisions();
        counts[Count.PROMISED.ordinal()] = whole.promises().promised();
        counts[Count.KEPT.ordinal()] = whole.promises().kept();
        counts[Count.MEANT.ordinal()] = whole.told().meant();
        counts[Count.DELIVERED.ordinal()] = whole.told().delivered();
        counts[Count.ACTS.ordinal()] = whole.acts().size();
        counts[Count.AUDITED.ordinal()] =
                whole.acts().stream().filter(Act::audited).count();
        counts[Count.TRIED.ordinal()] = whole.modes().size();
        counts[Count.HELPED.ordinal()] =
                whole.modes().stream().filter(t -> t == Tried.HELPED).count();
        counts[Count.UNPROVEN.ordinal()] =
                whole.modes().stream().filter(t -> t == Tried.UNPROVEN).count();
        Review review = whole.review();
        if (review != null && review.due() != null && review.written() != null) {
            counts[Count.REVIEWS.ordinal()] = 1;
            counts[Count.REVIEWS_IN_TIME.ordinal()] = review.written().isAfter(review.due()) ? 0 : 1;
        }
        for (FollowUp action : whole.actions()) {
            if (action.due() != null && action.done() != null) {
                counts[Count.ACTIONS.ordinal()]++;
                counts[Count.ACTIONS_IN_TIME.ordinal()] +=
                        action.done().atZone(catalog.zone()).toLocalDate().isAfter(action.due()) ? 0 : 1;
            }
        }
        return counts;
    }
}
