package io.holdfast.scorecard;

import org.jspecify.annotations.Nullable;

/**
 * One figure of one group.
 *
 * @param count how many values it is made of: incidents, or for a share what it is a share of
 * @param leftOut of how many incidents (fallbacks, for their share) it could not be made, since something of it is not known
 * @param median by nearest rank, in the unit of the figure; null for shares, and where there is nothing
 * @param p90 what nine of ten do not exceed, by nearest rank
 * @param yes of a share: how many it holds for
 * @param share {@code yes / count}; of readings their mean, weighted by contacts
 * @param sum of minutes and customer-impact minutes
 */
public record Figure(
        FigureKind kind,
        long count,
        long leftOut,
        @Nullable Double median,
        @Nullable Double p90,
        @Nullable Long yes,
        @Nullable Double share,
        @Nullable Range sum) {

    static Figure share(FigureKind kind, long yes, long of, long leftOut) {
        return new Figure(kind, of, leftOut, null, null, yes, of == 0 ? null : (double) yes / of, null);
    }

    /**
     * A sum, from at least to at most.
     *
     * @param estimated whether a part of it is estimated; then the two may differ
     */
    public record Range(double low, double high, boolean estimated) {}
}
