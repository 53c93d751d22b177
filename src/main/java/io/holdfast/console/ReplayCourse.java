package io.holdfast.console;

import io.holdfast.learn.Replay;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Both courses of a replay's case on one axis of time, as its page draws them: what happened above, what would have below.
 *
 * @param moments in words, the oldest first
 */
record ReplayCourse(List<Moment> moments) {
    private static final double MARGIN = 2;
    private static final double WIDTH = 100 - 2 * MARGIN;

    /**
     * A moment.
     *
     * @param at in the house's zone, with the day where it is not today
     * @param x where on the axis, of 100
     * @param happened whether it is of what happened
     * @param would whether it is of what would have
     */
    record Moment(String at, String iso, String what, String x, boolean happened, boolean would) {
        /** Whether it is of one course alone: that is what the replay is about. */
        public boolean differs() {
            return happened != would;
        }
    }

    static ReplayCourse of(List<Replay.Point> points, LocalTimes local, ReplayLines lines) {
        if (points.isEmpty()) {
            return new ReplayCourse(List.of());
        }
        Instant first = points.get(0).at();
        Duration whole = Duration.between(first, points.get(points.size() - 1).at());
        return new ReplayCourse(points.stream()
                .map(p -> new Moment(
                        local.exact(p.at()),
                        local.iso(p.at()),
                        lines.of(p.what()),
                        place(Duration.between(first, p.at()), whole),
                        !p.course().equals("would-have"),
                        !p.course().equals("happened")))
                .toList());
    }

    private static String place(Duration since, Duration whole) {
        double share = whole.isZero() ? 0 : (double) since.toMillis() / whole.toMillis();
        return String.format(java.util.Locale.ROOT, "%.2f", MARGIN + WIDTH * share);
    }
}
