package io.holdfast.scorecard;

import io.holdfast.catalog.Light;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that the record holds of one past incident, as far as figures ask.
 *
 * @param changedAt when its row last changed: whether it must be counted anew
 * @param ending its word, {@code resolved}; null where it is going on
 * @param journeys ids of all that it ever hit
 * @param cause id of what it came from: what a person chose, else the first suspect; null where nobody knows
 * @param vendor id of the vendor behind the cause; null where the house runs it, or the cause is not known
 * @param team the team that owned it
 * @param lightsKnown whether any light of it ever showed anything but unknown
 * @param bad when which light of which journey was bad
 */
record Past(
        String key,
        long number,
        Instant changedAt,
        boolean drill,
        @Nullable String ending,
        @Nullable String mergedInto,
        String severity,
        List<String> journeys,
        @Nullable String cause,
        @Nullable String vendor,
        @Nullable String team,
        Moments moments,
        long decisions,
        boolean lightsKnown,
        List<Span> bad,
        List<Reading> readings,
        Promises promises,
        Told told,
        List<Paged> pages,
        List<Alarm> alarms,
        List<Act> acts,
        List<Tried> modes,
        @Nullable Review review,
        List<FollowUp> actions) {

    /**
     * When what happened. All but the first two are null where it did not.
     *
     * @param reported the first report of an agent or anybody else of the house
     * @param noticed the first notice of the vendor behind the cause
     * @param caseOpened at the vendor, and when he answered
     */
    record Moments(
            Instant onset,
            Instant detected,
            @Nullable Instant reported,
            @Nullable Instant acknowledged,
            @Nullable Instant mitigated,
            @Nullable Instant restored,
            @Nullable Instant ended,
            @Nullable Instant agentsTold,
            @Nullable Instant customersTold,
            @Nullable Instant noticed,
            @Nullable Instant caseOpened,
            @Nullable Instant answered) {

        /** When customers had it behind them, as far as is known: restored, else ended, else noticed only. */
        Instant over() {
            return restored != null ? restored : ended != null ? ended : detected;
        }
    }

    /** A light of a journey was bad from then to then. */
    record Span(String journey, Light light, Instant from, Instant to) {}

    /**
     * A reading of an indicator that counts customers, while its light was bad.
     *
     * @param hit which share of them was hit, 0 to 1
     * @param contacts how many there were; null where the sender did not say
     */
    record Reading(
            String journey,
            Light light,
            String metric,
            Instant at,
            double hit,
            @Nullable Long contacts) {}

    /** How many customers' messages were meant to arrive, and how many did. */
    record Told(long meant, long delivered) {}

    /** Somebody was paged. */
    record Paged(String person, Instant at) {}

    /**
     * Something turned bad.
     *
     * @param kind {@code threshold} or {@code alert}
     * @param source the threshold's row and metric, or the sender
     */
    record Alarm(String kind, String source) {}

    /** Something was done by itself; what of it is on record. */
    record Act(boolean inputs, boolean version, boolean effect, boolean verdict) {
        boolean audited() {
            return inputs && version && effect && verdict;
        }
    }

    /** How a fallback mode went that was switched. */
    enum Tried {
        HELPED,
        FAILED,
        UNPROVEN
    }

    /** The review: when it is due, and when it was written. */
    record Review(@Nullable Instant due, @Nullable Instant written) {}

    /** What was agreed to be done: the day by which, and when it was done. */
    record FollowUp(@Nullable LocalDate due, @Nullable Instant done) {}

    /**
     * This one and those that were merged into it, as the one incident that they were: it began with the first of them, was noticed,
     * taken and told as early as any of them, and was over when this one was.
     */
    Past with(List<Past> merged) {
        if (merged.isEmpty()) {
            return this;
        }
        List<Past> all = Stream.concat(Stream.of(this), merged.stream()).toList();
        Moments own = moments;
        return new Past(
                key,
                number,
                changedAt,
                drill,
                ending,
                mergedInto,
                severity,
                List.copyOf(new TreeSet<>(each(all, Past::journeys))),
                cause,
                vendor,
                team,
                new Moments(
                        earliest(all, m -> m.onset).orElse(own.onset),
                        earliest(all, m -> m.detected).orElse(own.detected),
                        earliest(all, m -> m.reported).orElse(null),
                        earliest(all, m -> m.acknowledged).orElse(null),
                        own.mitigated,
                        own.restored,
                        own.ended,
                        earliest(all, m -> m.agentsTold).orElse(null),
                        earliest(all, m -> m.customersTold).orElse(null),
                        earliest(all, m -> m.noticed).orElse(null),
                        own.caseOpened,
                        own.answered),
                all.stream().mapToLong(Past::decisions).sum(),
                all.stream().anyMatch(Past::lightsKnown),
                each(all, Past::bad),
                each(all, Past::readings),
                new Promises(
                        all.stream().mapToLong(p -> p.promises.promised()).sum(),
                        all.stream().mapToLong(p -> p.promises.kept()).sum()),
                new Told(
                        all.stream().mapToLong(p -> p.told.meant).sum(),
                        all.stream().mapToLong(p -> p.told.delivered).sum()),
                each(all, Past::pages),
                each(all, Past::alarms),
                each(all, Past::acts),
                each(all, Past::modes),
                review,
                actions);
    }

    private static <T> List<T> each(List<Past> all, Function<Past, List<T>> part) {
        List<T> each = new ArrayList<>();
        all.forEach(p -> each.addAll(part.apply(p)));
        return each;
    }

    private static Optional<Instant> earliest(List<Past> all, Function<Moments, @Nullable Instant> moment) {
        return all.stream()
                .flatMap(p -> Optional.ofNullable(moment.apply(p.moments)).stream())
                .min(Comparator.naturalOrder());
    }
}
