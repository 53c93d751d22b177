package io.holdfast.learn;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What would have been different: a changed table asked again about every past incident and drill, readings folded again under changed
 * thresholds, or the scenarios drilled again.
 *
 * @param sentence the answer in one sentence
 * @param looked how many incidents, drills and scenarios were looked at
 * @param cases those of them that differ, the worse first
 * @param assumption what an estimate rests on; empty where nothing is estimated
 */
public record Replay(String sentence, int looked, List<Case> cases, String assumption) {
    public Replay {
        cases = List.copyOf(cases);
    }

    /**
     * One incident or scenario that differs, or an alarm where nothing was wrong.
     *
     * @param subject {@code INC-22}, a scenario's file name, or the metric of the indicator that would have raised the alarm
     * @param name its title
     * @param verdict {@code worse}, {@code better} or {@code different}
     * @param before what happened, a line each
     * @param after what would have happened
     * @param why which rule of the ordering gave the verdict, a sentence
     * @param minutes by how much the mode would have come earlier, or the incident been noticed; negative for later; null where no time
     *     is compared
     * @param timeline both courses on one axis of time, the oldest first; empty where no times are known
     */
    public record Case(
            String subject,
            String name,
            String verdict,
            List<String> before,
            List<String> after,
            String why,
            @org.jspecify.annotations.Nullable Long minutes,
            List<Point> timeline) {
        public Case {
            before = List.copyOf(before);
            after = List.copyOf(after);
            // Kept ones from before there were timelines have none.
            timeline = List.copyOf(Objects.requireNonNullElse(timeline, List.of()));
        }

        /** Without times. */
        public Case(
                String subject,
                String name,
                String verdict,
                List<String> before,
                List<String> after,
                String why,
                @org.jspecify.annotations.Nullable Long minutes) {
            this(subject, name, verdict, before, after, why, minutes, List.of());
        }
    }

    /**
     * A moment of a case.
     *
     * @param what what is so from then on
     * @param course {@code happened}, {@code would-have}, or {@code both}
     */
    public record Point(Instant at, String what, String course) {
        static final String HAPPENED = "happened";
        static final String WOULD_HAVE = "would-have";
        static final String BOTH = "both";
    }

    /** How many have this verdict. */
    public long count(String verdict) {
        return cases.stream().filter(c -> c.verdict().equals(verdict)).count();
    }
}
