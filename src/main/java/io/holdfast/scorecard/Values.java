package io.holdfast.scorecard;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Vendor;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What one incident adds to each figure. Pure. */
final class Values {
    static final long LEFT_OUT = Length.NOT_KNOWN;

    private final Catalog catalog;
    private final Repeats repeats;
    private final Late late;

    Values(Catalog catalog, Repeats repeats, Late late) {
        this.catalog = catalog;
        this.repeats = repeats;
        this.late = late;
    }

    /** Its own value in the figure's unit: seconds, minutes, a number; empty where it is left out. Not for shares. */
    @Nullable
    Double value(FigureKind kind, Measured m) {
        if (kind.length != null) {
            long millis = m.millis(kind.length);
            return millis == Length.NOT_KNOWN ? null : millis / 1000.0;
        }
        return switch (kind) {
            case DECISIONS -> (double) m.count(Count.DECISIONS);
            case IMPACT_MINUTES -> m.lightsKnown ? m.impact.minutes() : null;
            case CUSTOMER_IMPACT_MINUTES ->
                !m.lightsKnown || m.impact.millis > 0 && m.impact.unknownMillis == m.impact.millis
                        ? null
                        : m.impact.high;
            default -> null;
        };
    }

    /** The same in thousandths of the unit, {@link #LEFT_OUT} where it is left out: lengths need no object for each of many. */
    long thousandths(FigureKind kind, Measured m) {
        if (kind.length != null) {
            return m.millis(kind.length);
        }
        Double value = value(kind, m);
        return value == null ? LEFT_OUT : Math.round(value * 1000);
    }

    /** Of how many of it a share holds: yes and of; both zero where it is left out. */
    long[] share(FigureKind kind, Measured m) {
        return switch (kind) {
            case REPEATED_IN_30_DAYS -> m.cause == null ? new long[2] : one(repeats.within(30, m));
            case REPEATED_IN_90_DAYS -> m.cause == null ? new long[2] : one(repeats.within(90, m));
            case FAILOVER -> new long[] {m.count(Count.HELPED), m.count(Count.TRIED) - m.count(Count.UNPROVEN)};
            case REVIEWS_IN_TIME ->
                new long[] {m.count(Count.REVIEWS_IN_TIME), m.count(Count.REVIEWS) + late.reviews(m)};
            case ACTIONS_IN_TIME ->
                new long[] {m.count(Count.ACTIONS_IN_TIME), m.count(Count.ACTIONS) + late.actions(m)};
            case ANSWERED_IN_TIME -> answered(m);
            default ->
                kind.yes == null || kind.of == null ? new long[2] : new long[] {m.count(kind.yes), m.count(kind.of)};
        };
    }

    private static long[] one(boolean yes) {
        return new long[] {yes ? 1 : 0, 1};
    }

    private long[] answered(Measured m) {
        OptionalLong answer = m.length(Length.ANSWER);
        Vendor vendor = m.vendor == null ? null : catalog.vendor(m.vendor).orElse(null);
        return answer.isEmpty() || vendor == null || vendor.answerIn() == null
                ? new long[2]
                : one(answer.getAsLong() <= vendor.answerIn().toMillis());
    }
}
