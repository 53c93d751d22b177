package io.holdfast.detect;

import io.holdfast.catalog.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How an indicator stands, and the pure fold of samples over it.
 *
 * <p>A sample reads bad or strained beyond the rule's figure, good at or beyond its good figure, and between good and strained it
 * holds: it neither darkens nor recovers (hysteresis). A darker reading becomes the verdict when it has lasted {@code badFor}, a better
 * one when it has lasted {@code goodFor}; the first sample ever may be good at once. Too small a sample is heard, and judged by nothing.
 * Silence beyond {@code lateAt} makes unknown, never good.
 *
 * @param candidate the verdict on its way, since {@code candidateSince}
 * @param lastAt time of the newest sample; null while there was none
 * @param lateAt when it will be late; null where nobody promised a pace
 */
record Judged(
        Verdict verdict,
        Instant since,
        @Nullable Verdict candidate,
        @Nullable Instant candidateSince,
        long samples,
        @Nullable Instant lastAt,
        @Nullable Double lastValue,
        @Nullable Instant lateAt,
        @Nullable Instant dueAt,
        long flaps) {

    /** Nothing heard yet. */
    static Judged unheard(Instant now) {
        return new Judged(Verdict.UNKNOWN, now, null, null, 0, null, null, null, null, 0);
    }

    /** Folds one sample that is not older than the newest. */
    Judged sample(Rule rule, double value, @Nullable Long count, Instant at, @Nullable Instant nextLate) {
        Judged heard =
                new Judged(verdict, since, candidate, candidateSince, samples + 1, at, value, nextLate, dueAt, flaps);
        if (count != null && count < rule.minCount()) {
            return heard.withDue(rule);
        }
        Verdict reading = rule.reading(value);
        if (reading == Verdict.UNKNOWN || reading == verdict) {
            return heard.candidate(null, null).withDue(rule);
        }
        if (lastAt == null && reading == Verdict.GOOD) {
            return heard.settle(Verdict.GOOD, at).withDue(rule);
        }
        boolean goesOn = reading == candidate || (candidate == Verdict.BAD && reading == Verdict.STRAINED);
        Instant from = goesOn && candidateSince != null ? candidateSince : at;
        return heard.candidate(reading, from).settleIfDue(rule, at).withDue(rule);
    }

    /** What time alone does: a window completes, or a sender is late. */
    Judged tick(Rule rule, Instant now) {
        if (lateAt != null && !now.isBefore(lateAt)) {
            Judged silent = verdict == Verdict.UNKNOWN ? this : settle(Verdict.UNKNOWN, now);
            return new Judged(
                    silent.verdict, silent.since, null, null, samples, lastAt, lastValue, null, null, silent.flaps);
        }
        return settleIfDue(rule, now).withDue(rule);
    }

    private Judged settleIfDue(Rule rule, Instant at) {
        if (candidate == null || candidateSince == null) {
            return this;
        }
        Instant complete = candidateSince.plus(window(rule, candidate));
        return at.isBefore(complete) ? this : settle(candidate, at);
    }

    private Duration window(Rule rule, Verdict towards) {
        boolean better = towards == Verdict.GOOD || (towards == Verdict.STRAINED && verdict == Verdict.BAD);
        return better ? rule.goodFor() : rule.badFor();
    }

    private Judged settle(Verdict now, Instant at) {
        return new Judged(
                now, at, null, null, samples, lastAt, lastValue, lateAt, dueAt, now == verdict ? flaps : flaps + 1);
    }

    private Judged candidate(@Nullable Verdict next, @Nullable Instant from) {
        return new Judged(verdict, since, next, from, samples, lastAt, lastValue, lateAt, dueAt, flaps);
    }

    private Judged withDue(Rule rule) {
        Instant due = lateAt;
        if (candidate != null && candidateSince != null) {
            Instant complete = candidateSince.plus(window(rule, candidate));
            due = due == null || complete.isBefore(due) ? complete : due;
        }
        return Objects.equals(due, dueAt)
                ? this
                : new Judged(verdict, since, candidate, candidateSince, samples, lastAt, lastValue, lateAt, due, flaps);
    }

    /**
     * Which rule of {@code thresholds.dmn} applies.
     *
     * @param below whether smaller is worse
     * @param strained beyond it the indicator is strained; null where the rule has no such figure
     * @param good at or better than it the indicator is good
     */
    record Rule(
            boolean below,
            @Nullable Double strained,
            @Nullable Double bad,
            @Nullable Double good,
            Duration badFor,
            Duration goodFor,
            long minCount,
            io.holdfast.evidence.Actor.Rule by) {

        /** Whether both judge alike, whichever row of whichever version says so. */
        boolean judgesLike(Rule other) {
            return below == other.below
                    && Objects.equals(strained, other.strained)
                    && Objects.equals(bad, other.bad)
                    && Objects.equals(good, other.good)
                    && badFor.equals(other.badFor)
                    && goodFor.equals(other.goodFor)
                    && minCount == other.minCount;
        }

        /** What a value says by itself; {@code UNKNOWN} where it holds. */
        Verdict reading(double value) {
            if (beyond(value, bad)) {
                return Verdict.BAD;
            }
            if (beyond(value, strained)) {
                return Verdict.STRAINED;
            }
            Double enough = good;
            return enough == null || value == enough || !beyond(value, enough) ? Verdict.GOOD : Verdict.UNKNOWN;
        }

        private boolean beyond(double value, @Nullable Double limit) {
            return limit != null && (below ? value < limit : value > limit);
        }
    }
}
