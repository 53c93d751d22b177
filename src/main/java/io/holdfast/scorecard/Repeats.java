package io.holdfast.scorecard;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which incidents came of a cause that another one had come of before: one that was over no more than so many days earlier. Days are
 * those of the house's calendar, so that a day of 23 or 25 hours is one day.
 */
final class Repeats {
    /** How far back one must look. */
    static final int MOST_DAYS = 90;

    private final Map<Integer, Set<String>> again = new HashMap<>();

    /** @param inOrder real ones, in the order of their onsets, those of the days before among them */
    Repeats(List<Measured> inOrder, ZoneId zone, int... days) {
        for (int n : days) {
            again.put(n, new HashSet<>());
        }
        Map<String, Instant> lastOver = new HashMap<>();
        for (Measured m : inOrder) {
            if (m.cause == null || m.countedAs != CountedAs.REAL) {
                continue;
            }
            Instant before = lastOver.get(m.cause);
            if (before != null) {
                again.forEach((n, those) -> {
                    if (within(n, before, m.onset, zone)) {
                        those.add(m.key);
                    }
                });
            }
            lastOver.merge(m.cause, m.over, (a, b) -> a.isAfter(b) ? a : b);
        }
    }

    private static boolean within(int days, Instant from, Instant to, ZoneId zone) {
        long seconds = to.getEpochSecond() - from.getEpochSecond();
        long usual = days * 86_400L;
        // A calendar is asked only where its odd days may tell: no zone has ever moved by more than a day.
        return Math.abs(seconds - usual) > 2 * 86_400L
                ? seconds < usual
                : !from.atZone(zone).plusDays(days).toInstant().isBefore(to);
    }

    boolean within(int days, Measured incident) {
        return again.getOrDefault(days, Set.of()).contains(incident.key);
    }
}
