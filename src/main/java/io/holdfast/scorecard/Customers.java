package io.holdfast.scorecard;

import io.holdfast.catalog.Impact;
import io.holdfast.scorecard.Past.Reading;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many customers were hit while a light was bad. Counted where readings say how many contacts there were and which share of them
 * was hit; else estimated from how many come in a usual minute; else nobody can say.
 */
final class Customers {
    private static final double MILLIS_PER_MINUTE = 60_000;

    private Customers() {}

    /**
     * @param readings of this journey and light, whatever their time
     * @param impact how many customers the journey has; null where nobody said
     */
    static Hit hit(
            String journey, String light, Instant from, Instant to, List<Reading> readings, @Nullable Impact impact) {
        Map<String, Double> counted = new HashMap<>();
        double shares = 0;
        long uncounted = 0;
        for (Reading r : readings) {
            if (r.at().isBefore(from) || !r.at().isBefore(to)) {
                continue;
            }
            if (r.contacts() == null) {
                shares += r.hit();
                uncounted++;
            } else {
                counted.merge(r.metric(), r.hit() * r.contacts(), Double::sum);
            }
        }
        long start = from.toEpochMilli();
        long end = to.toEpochMilli();
        if (!counted.isEmpty()) {
            // Several indicators of one light see the same customers: the one that sees most of them counts.
            double most = counted.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .max()
                    .orElse(0);
            return new Hit(journey, light, start, end, most, most, true);
        }
        Double perMinute = impact == null ? null : impact.customersPerMinute();
        if (perMinute == null) {
            return Hit.of(journey, light, start, end, null, null, false);
        }
        double all = perMinute * ((end - start) / MILLIS_PER_MINUTE);
        double low = uncounted == 0 ? 0 : all * shares / uncounted;
        return new Hit(journey, light, start, end, low, all, false);
    }
}
