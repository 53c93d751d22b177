package io.holdfast.detect;

import io.holdfast.catalog.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One indicator's readings, folded again under one rule. Pure: what {@link Judging} does as readings come is done here in the order in
 * which they were measured, and time does its part in between (a window completes, a sender is late).
 */
final class Refold {
    private final Judged.@Nullable Rule rule;
    private final @Nullable Duration patience;
    private final Set<Verdict> opening;
    private final List<ReadingsAgain.Stood> stood = new ArrayList<>();

    private @Nullable Judged judged;
    private @Nullable Instant from;
    private @Nullable Instant alarm;
    private Verdict worst = Verdict.GOOD;

    /**
     * @param rule null where no rule speaks of it: it never stands
     * @param patience how long a reading may be awaited; null where nobody promised a pace
     * @param opening the verdicts for which triage opens an incident
     */
    Refold(Judged.@Nullable Rule rule, @Nullable Duration patience, Set<Verdict> opening) {
        this.rule = rule;
        this.patience = patience;
        this.opening = opening;
    }

    /** One reading, not measured before the last one. */
    void read(double value, @Nullable Long count, Instant at) {
        if (rule == null) {
            return;
        }
        Judged before = judged == null ? Judged.unheard(at) : passing(rule, judged, at, false);
        turn(before.sample(rule, value, count, at, patience == null ? null : at.plus(patience)), at);
    }

    /** When it stood, all readings read, as seen from now. */
    List<ReadingsAgain.Stood> until(Instant now) {
        if (rule != null && judged != null) {
            passing(rule, judged, now, true);
        }
        if (from != null) {
            stood.add(new ReadingsAgain.Stood(from, null, worst, alarm));
            from = null;
        }
        return List.copyOf(stood);
    }

    /** What time alone does until then. What falls due at the very moment of a reading is left to the reading. */
    private Judged passing(Judged.Rule by, Judged before, Instant until, boolean inclusive) {
        Judged now = before;
        Instant due = now.dueAt();
        while (due != null && (due.isBefore(until) || inclusive && due.equals(until))) {
            now = now.tick(by, due);
            turn(now, due);
            due = now.dueAt();
        }
        return now;
    }

    private void turn(Judged now, Instant at) {
        judged = now;
        Verdict verdict = now.verdict();
        if (verdict != Verdict.BAD && verdict != Verdict.STRAINED) {
            if (from != null) {
                stood.add(new ReadingsAgain.Stood(from, at, worst, alarm));
            }
            from = null;
            return;
        }
        if (from == null) {
            from = at;
            alarm = null;
            worst = verdict;
        }
        worst = worst.worse(verdict);
        if (alarm == null && opening.contains(verdict)) {
            alarm = at;
        }
    }
}
