package io.holdfast.scorecard;

import java.util.Arrays;

/** Percentiles by nearest rank: always a value that was there, never one in between. */
final class NearestRank {
    private final long[] sorted;

    NearestRank(long[] values) {
        this.sorted = values.clone();
        Arrays.sort(sorted);
    }

    int count() {
        return sorted.length;
    }

    /** The smallest value that at least {@code percent} of a hundred do not exceed. */
    long at(int percent) {
        if (sorted.length == 0) {
            throw new IllegalStateException("Nothing has no percentile");
        }
        int rank = (int) ((percent * (long) sorted.length + 99) / 100);
        return sorted[Math.max(1, rank) - 1];
    }
}
