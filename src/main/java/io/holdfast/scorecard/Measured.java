package io.holdfast.scorecard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What was counted of one past incident: the row that figures are made of. Kept small, since a hundred thousand of them are held in
 * memory.
 */
final class Measured {
    final String key;
    final long number;
    final CountedAs countedAs;

    /** The incident that it was merged into, as the last of a row of merges. */
    final @Nullable String countedWith;

    final Instant changedAt;
    final Instant onset;
    final Instant over;
    final String severity;
    final List<String> journeys;
    final @Nullable String cause;
    final @Nullable String vendor;
    final @Nullable String team;
    final boolean lightsKnown;
    final List<Hit> hits;

    /** How long its journeys were hit, and how many customers, added up over them. */
    final Sweep.Sum impact;

    private final long[] lengths;
    private final long[] counts;

    Measured(
            String key,
            long number,
            CountedAs countedAs,
            @Nullable String countedWith,
            Instant changedAt,
            Instant onset,
            Instant over,
            String severity,
            List<String> journeys,
            @Nullable String cause,
            @Nullable String vendor,
            @Nullable String team,
            boolean lightsKnown,
            List<Hit> hits,
            long[] lengths,
            long[] counts) {
        this.key = key;
        this.number = number;
        this.countedAs = countedAs;
        this.countedWith = countedWith;
        this.changedAt = changedAt;
        this.onset = onset;
        this.over = over;
        this.severity = severity;
        this.journeys = journeys;
        this.cause = cause;
        this.vendor = vendor;
        this.team = team;
        this.lightsKnown = lightsKnown;
        this.hits = hits;
        this.impact = impact(hits);
        this.lengths = lengths;
        this.counts = counts;
    }

    private static Sweep.Sum impact(List<Hit> hits) {
        Map<String, List<Hit>> byJourney = new HashMap<>();
        for (Hit h : hits) {
            if (h.light().equals(Hit.ANY)) {
                byJourney.computeIfAbsent(h.journey(), j -> new ArrayList<>(2)).add(h);
            }
        }
        Sweep.Sum all = new Sweep.Sum();
        byJourney.values().forEach(its -> all.add(Sweep.sum(its)));
        return all;
    }

    /** In milliseconds; empty where it is not known. */
    OptionalLong length(Length length) {
        long millis = millis(length);
        return millis == Length.NOT_KNOWN ? OptionalLong.empty() : OptionalLong.of(millis);
    }

    /** In milliseconds; {@link Length#NOT_KNOWN} where it is not known. */
    long millis(Length length) {
        return lengths[length.ordinal()];
    }

    long count(Count count) {
        return counts[count.ordinal()];
    }

    /** Which bucket of rows it is kept in: the month of its onset, in UTC. */
    int bucket() {
        return bucket(onset);
    }

    static int bucket(Instant at) {
        java.time.OffsetDateTime utc = at.atOffset(java.time.ZoneOffset.UTC);
        return utc.getYear() * 12 + utc.getMonthValue() - 1;
    }

    /** Its first moment. */
    static Instant startOf(int bucket) {
        return java.time.YearMonth.of(Math.floorDiv(bucket, 12), Math.floorMod(bucket, 12) + 1)
                .atDay(1)
                .atStartOfDay()
                .toInstant(java.time.ZoneOffset.UTC);
    }
}
