package io.holdfast.learn;

import io.holdfast.evidence.Timeline;
import io.holdfast.tasks.TaskTimes.Timed;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that took longer than the house itself says: a task answered after it was due, or by nobody; a first word later than the
 * cadence of the incident's severity; a next word later than promised. A minute is no delay: clocks on both sides show minutes.
 *
 * @param what {@code late}, {@code unanswered}, {@code rungs}, {@code agents}, {@code customers} or {@code promise}
 * @param name of the task; empty for words
 * @param due until when it was wanted; null for first words
 * @param at when it came; null where it did not
 * @param minutes how late it was; for first words how long they took
 * @param limit for first words the cadence in minutes
 * @param who answered late, a username; null where nobody did
 * @param times how often nobody answered
 */
record Slow(
        String what,
        String name,
        @Nullable Instant due,
        @Nullable Instant at,
        long minutes,
        long limit,
        @Nullable String who,
        long times) {
    private static final Duration GRACE = Duration.ofMinutes(1);
    private static final Set<String> LADDERS = Set.of("takeCommand", "takeOwnership");

    /**
     * Of tasks.
     *
     * @param sameClock whether the engine's clock is the incident's, so that it can be told when nobody answered
     */
    static List<Slow> tasks(List<Timed> tasks, boolean sameClock) {
        List<Slow> slow = new ArrayList<>();
        Map<String, Slow> nobody = new LinkedHashMap<>();
        for (Timed task : tasks) {
            Instant answered = task.answered();
            Instant over = task.over();
            if (answered != null && answered.isAfter(task.due().plus(GRACE))) {
                slow.add(new Slow(
                        "late",
                        task.name(),
                        task.due(),
                        answered,
                        Duration.between(task.due(), answered).toMinutes(),
                        0,
                        task.by(),
                        1));
            } else if (answered == null
                    && sameClock
                    && over != null
                    && !over.isBefore(task.due().minusSeconds(1))) {
                String what = LADDERS.contains(task.key()) ? "rungs" : "unanswered";
                nobody.merge(
                        task.key(),
                        new Slow(what, task.name(), task.due(), null, 0, 0, null, 1),
                        (one, more) -> new Slow(what, one.name(), one.due(), null, 0, 0, null, one.times() + 1));
            }
        }
        slow.addAll(nobody.values());
        return slow;
    }

    /** Whether somebody took it as soon as he was asked to. */
    static boolean takenInTime(List<Timed> tasks, boolean sameClock) {
        return tasks(tasks.stream().filter(t -> LADDERS.contains(t.key())).toList(), sameClock)
                .isEmpty();
    }

    /**
     * Of a first word.
     *
     * @param to {@code agents} or {@code customers}
     * @param every the cadence: who is to hear that often waits no longer for the first word; null where the table has none
     */
    static List<Slow> firstWord(String to, Instant noticed, @Nullable Instant told, @Nullable Duration every) {
        if (told == null || every == null || !told.isAfter(noticed.plus(every).plus(GRACE))) {
            return List.of();
        }
        return List.of(
                new Slow(to, "", null, told, Duration.between(noticed, told).toMinutes(), every.toMinutes(), null, 1));
    }

    /** Of next words that were promised. */
    static List<Slow> promises(List<Timeline.Line> lines, @Nullable Instant ended) {
        List<Slow> slow = new ArrayList<>();
        List<Timeline.Line> words = lines.stream()
                .filter(l -> l.kind().equals("update.published") || l.kind().equals("update.promise-kept"))
                .toList();
        for (int i = 0; i < words.size(); i++) {
            Instant next = instant(words.get(i).body().get("next"));
            Instant came = i + 1 < words.size() ? words.get(i + 1).at() : null;
            if (next == null) {
                continue;
            }
            Instant by = next.plus(GRACE);
            boolean overBefore = ended != null && !ended.isAfter(by);
            if (came != null ? came.isAfter(by) : ended != null && !overBefore) {
                Instant until = came == null ? Objects.requireNonNull(ended) : came;
                slow.add(new Slow(
                        "promise", "", next, came, Duration.between(next, until).toMinutes(), 0, null, 1));
            }
        }
        return slow;
    }

    private static @Nullable Instant instant(@Nullable Object written) {
        try {
            return written == null ? null : Instant.parse(written.toString());
        } catch (DateTimeParseException promisedNothing) {
            return null;
        }
    }
}
