package io.holdfast.scorecard;

import io.holdfast.catalog.Impact;
import io.holdfast.scorecard.Past.Reading;
import io.holdfast.scorecard.Past.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes of spans what customers felt: each light without overlaps, and the journey as a whole. */
final class Sweep {
    private Sweep() {}

    /**
     * One after the other per light, and per journey its pieces: in each of them as many customers are hit as its worst light hits,
     * since the same customers see all four.
     */
    static List<Hit> hits(List<Span> spans, List<Reading> readings, Function<String, @Nullable Impact> impact) {
        Map<String, Map<String, List<Span>>> byJourney = new TreeMap<>();
        spans.forEach(s -> byJourney
                .computeIfAbsent(s.journey(), j -> new TreeMap<>())
                .computeIfAbsent(s.light().id(), l -> new ArrayList<>())
                .add(s));
        List<Hit> hits = new ArrayList<>();
        byJourney.forEach((journey, lights) -> {
            List<Hit> own = new ArrayList<>();
            lights.forEach((light, its) -> {
                List<Reading> seen = readings.stream()
                        .filter(r ->
                                r.journey().equals(journey) && r.light().id().equals(light))
                        .toList();
                for (Span s : joined(its)) {
                    own.add(Customers.hit(journey, light, s.from(), s.to(), seen, impact.apply(journey)));
                }
            });
            hits.addAll(own);
            hits.addAll(whole(journey, own));
        });
        return hits;
    }

    /** Without overlaps, and without those that are empty. */
    static List<Span> joined(List<Span> spans) {
        List<Span> joined = new ArrayList<>();
        spans.stream()
                .filter(s -> s.from().isBefore(s.to()))
                .sorted(Comparator.comparing(Span::from))
                .forEach(s -> {
                    Span last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
                    if (last == null || last.to().isBefore(s.from())) {
                        joined.add(s);
                    } else if (last.to().isBefore(s.to())) {
                        joined.set(joined.size() - 1, new Span(s.journey(), s.light(), last.from(), s.to()));
                    }
                });
        return joined;
    }

    private static List<Hit> whole(String journey, List<Hit> lights) {
        TreeSet<Long> edges = new TreeSet<>();
        lights.forEach(h -> {
            edges.add(h.from());
            edges.add(h.to());
        });
        List<Hit> pieces = new ArrayList<>();
        Long from = null;
        for (long to : edges) {
            if (from != null) {
                Hit piece = piece(journey, lights, from, to);
                if (piece != null) {
                    pieces.add(piece);
                }
            }
            from = to;
        }
        return pieces;
    }

    private static @Nullable Hit piece(String journey, List<Hit> lights, long from, long to) {
        boolean hit = false;
        boolean measured = true;
        double low = Double.NaN;
        double high = Double.NaN;
        for (Hit h : lights) {
            if (h.from() > from || h.to() < to) {
                continue;
            }
            hit = true;
            if (h.known()) {
                double part = (double) (to - from) / h.millis();
                low = Double.isNaN(low) ? h.low() * part : Math.max(low, h.low() * part);
                high = Double.isNaN(high) ? h.high() * part : Math.max(high, h.high() * part);
                measured &= h.measured();
            } else {
                measured = false;
            }
        }
        return hit ? new Hit(journey, Hit.ANY, from, to, low, high, measured && !Double.isNaN(low)) : null;
    }

    /** How long, and how many customers, with what overlaps counted once: with what began first. */
    static Sum sum(List<Hit> hits) {
        List<Hit> inOrder = new ArrayList<>(hits);
        inOrder.sort(Comparator.comparingLong(Hit::from).thenComparingLong(Hit::to));
        long covered = Long.MIN_VALUE;
        Sum sum = new Sum();
        for (Hit h : inOrder) {
            long from = Math.max(h.from(), covered);
            if (from < h.to()) {
                sum.add(h, h.to() - from);
                covered = h.to();
            }
        }
        return sum;
    }

    /** A sum over hits. */
    static final class Sum {
        long millis;

        /** Of this time nobody can say how many customers were hit. */
        long unknownMillis;

        double low;
        double high;
        boolean estimated;

        private void add(Hit hit, long part) {
            millis += part;
            if (!hit.known()) {
                unknownMillis += part;
                return;
            }
            double share = (double) part / hit.millis();
            low += hit.low() * share;
            high += hit.high() * share;
            estimated |= !hit.measured();
        }

        void add(Sum other) {
            millis += other.millis;
            unknownMillis += other.unknownMillis;
            low += other.low;
            high += other.high;
            estimated |= other.estimated;
        }

        double minutes() {
            return millis / 60_000.0;
        }
    }
}
