package io.holdfast.learn;

import io.holdfast.drill.Drill;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a scenario comes to, before and after a change. An expectation that comes true no more, or later by a minute: worse; one that
 * comes true now, or earlier: better; worse counts more.
 */
final class DrillComparison {
    private static final Duration FELT = Duration.ofMinutes(1);

    private DrillComparison() {}

    /** @param before null where the scenario is new: then what does not come true is worse */
    static Optional<Replay.Case> of(@Nullable Drill before, Drill after) {
        return of(before, Map.of(), after, Map.of());
    }

    /**
     * The same, where it is known how both went: what differs in that and in no expectation is merely different.
     *
     * @param course what came of each thing that is compared, as {@link DrillCourses} has it
     */
    static Optional<Replay.Case> of(
            @Nullable Drill before, Map<String, String> course, Drill after, Map<String, String> newCourse) {
        Map<String, Drill.Expected> expected = new LinkedHashMap<>();
        if (before != null) {
            before.expectations().forEach(e -> expected.put(e.text(), e));
        }
        List<String> was = new ArrayList<>();
        List<String> is = new ArrayList<>();
        boolean worse = false;
        boolean better = false;
        long earlier = 0;
        List<Replay.Point> points = new ArrayList<>();
        for (Drill.Expected now : after.expectations()) {
            Drill.Expected old = expected.get(now.text());
            boolean good = now.outcome().equals("passed");
            boolean wasGood = old == null || old.outcome().equals("passed");
            if (good != wasGood) {
                was.add(now.text() + (old == null ? "" : ": " + old.why()));
                is.add(now.text() + ": " + now.why());
                point(points, old == null ? null : old.metAt(), now.text(), Replay.Point.HAPPENED);
                point(points, now.metAt(), now.text(), Replay.Point.WOULD_HAVE);
                worse |= !good;
                better |= good;
            } else if (before != null && old != null && old.metAt() != null && now.metAt() != null) {
                Duration sooner = Duration.between(now.metAt(), old.metAt());
                if (sooner.abs().compareTo(FELT) >= 0) {
                    was.add(now.text() + " at " + old.metAt());
                    is.add(now.text() + " at " + now.metAt());
                    point(points, old.metAt(), now.text(), Replay.Point.HAPPENED);
                    point(points, now.metAt(), now.text(), Replay.Point.WOULD_HAVE);
                    worse |= sooner.isNegative();
                    better |= !sooner.isNegative();
                    earlier = Math.max(earlier, sooner.toMinutes());
                }
            }
        }
        if (before != null) {
            Set<String> all = new LinkedHashSet<>(course.keySet());
            all.addAll(newCourse.keySet());
            for (String what : all) {
                String then = course.getOrDefault(what, "none");
                String instead = newCourse.getOrDefault(what, "none");
                if (!then.equals(instead)) {
                    was.add(what + ": " + then);
                    is.add(what + ": " + instead);
                }
            }
        }
        if (after.problem() != null) {
            worse = true;
            is.add(after.problem());
        }
        if (is.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Replay.Case(
                after.scenario(),
                after.name(),
                worse ? "worse" : better ? "better" : "different",
                was,
                is,
                worse
                        ? "Something comes true no more, or later."
                        : better
                                ? "More comes true, or earlier."
                                : "All that is expected comes true as before, and it goes otherwise.",
                !worse && earlier > 0 ? earlier : null,
                points.stream().sorted(Comparator.comparing(Replay.Point::at)).toList()));
    }

    private static void point(List<Replay.Point> points, @Nullable Instant at, String what, String course) {
        if (at != null) {
            points.add(new Replay.Point(at, what, course));
        }
    }
}
