package io.holdfast.scorecard;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The scorecard, from evidence and rows alone. */
public interface Scorecards {

    /** All figures of this time. */
    Scorecard of(Question question);

    /** The figures of incidents in groups, and nothing else: cheaper than all. */
    List<Scorecard.Group> groups(Question question);

    /**
     * The incidents behind one figure of one group, the longest, most or worst first, then those that were left out.
     *
     * @param group the group's id; null for all
     * @param figure null for all incidents of the group, newest first
     * @param skip how many of them to pass over
     */
    Behind behind(Question question, @Nullable String group, @Nullable FigureKind figure, int skip, int limit);

    /**
     * Which time, in what groups.
     *
     * @param from the first moment that counts, by the onset of incidents
     * @param to the first moment that no longer does
     */
    record Question(Instant from, Instant to, Scorecard.By by) {
        public Question {
            if (from.isAfter(to)) {
                throw new IllegalArgumentException(
                        "'from' (" + from + ") lies after 'to' (" + to + "); write the earlier one first");
            }
        }
    }

    /**
     * @param of how many there are altogether
     * @param group the group's name
     */
    record Behind(String group, long of, List<Line> lines) {}

    /**
     * One incident behind a figure.
     *
     * @param value in the figure's unit, of this incident alone; for a share how many of {@code of}. Null where it was left out
     */
    record Line(
            String key,
            String title,
            String severity,
            Instant onset,
            @Nullable String cause,
            @Nullable String vendor,
            @Nullable Double value,
            @Nullable Long of) {}
}
