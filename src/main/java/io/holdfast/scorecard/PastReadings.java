package io.holdfast.scorecard;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import io.holdfast.catalog.Indicator;
import io.holdfast.catalog.Journey;
import io.holdfast.scorecard.Past.Reading;
import io.holdfast.scorecard.Past.Span;
import io.holdfast.time.SqlTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Readings of the catalog's indicators that count customers, as they came in. */
@Component
class PastReadings {
    private final JdbcClient db;

    PastReadings(JdbcClient db) {
        this.db = db;
    }

    /** A meter in the database, and what its readings count. */
    record Meter(String id, String journey, Indicator indicator, String region) {}

    /** All meters that count customers now, of this catalog's journeys. */
    Meters meters(Catalog catalog) {
        return new Meters(
                known(catalog).stream().filter(m -> m.indicator().hit() != null).toList());
    }

    /** All meters of this catalog's journeys. A measurement of a dependency speaks of every journey that crosses it. */
    List<Meter> known(Catalog catalog) {
        Map<String, Set<String>> crossed = new HashMap<>();
        catalog.journeys().forEach(j -> crossed.put(j.id(), crossed(j, catalog)));
        List<Meter> meters = new ArrayList<>();
        db.sql("SELECT id, metric, journey, dependency, region FROM indicator WHERE world = 'live'")
                .query(r -> {
                    String journey = r.getString("journey");
                    String dependency = r.getString("dependency");
                    for (Journey j : catalog.journeys()) {
                        boolean speaksOfIt = journey == null
                                ? dependency != null
                                        && crossed.getOrDefault(j.id(), Set.of())
                                                .contains(dependency)
                                : journey.equals(j.id());
                        if (speaksOfIt) {
                            String metric = r.getString("metric");
                            String id = r.getString("id");
                            String region = r.getString("region");
                            j.indicators().stream()
                                    .filter(i -> i.metric().equals(metric))
                                    .forEach(i -> meters.add(new Meter(id, j.id(), i, region)));
                        }
                    }
                });
        return meters;
    }

    private static Set<String> crossed(Journey journey, Catalog catalog) {
        Set<String> crossed = new HashSet<>();
        List<String> next = new ArrayList<>(journey.dependencies());
        while (!next.isEmpty()) {
            String id = next.remove(next.size() - 1);
            if (crossed.add(id)) {
                catalog.dependency(id).map(Dependency::needs).ifPresent(next::addAll);
            }
        }
        return crossed;
    }

    /** The meters, asked for the time in which a light was bad. */
    final class Meters {
        private final List<Meter> meters;

        private Meters(List<Meter> meters) {
            this.meters = meters;
        }

        List<Reading> of(List<Span> spans, List<String> regions) {
            List<Reading> readings = new ArrayList<>();
            Map<String, Instant[]> asked = new HashMap<>();
            for (Meter m : meters) {
                boolean here = m.region().isEmpty() || regions.isEmpty() || regions.contains(m.region());
                for (Span s : spans) {
                    if (here
                            && s.journey().equals(m.journey())
                            && s.light() == m.indicator().light()) {
                        // Spans of one light that follow each other are asked for at once.
                        asked.merge(m.journey() + " " + m.id(), new Instant[] {s.from(), s.to()}, PastReadings::wider);
                    }
                }
            }
            for (Meter m : meters) {
                Instant[] time = asked.get(m.journey() + " " + m.id());
                if (time != null) {
                    readings.addAll(read(m, time[0], time[1]));
                }
            }
            return readings;
        }
    }

    private static Instant[] wider(Instant[] a, Instant[] b) {
        return new Instant[] {a[0].isBefore(b[0]) ? a[0] : b[0], a[1].isAfter(b[1]) ? a[1] : b[1]};
    }

    private List<Reading> read(Meter meter, Instant from, Instant to) {
        boolean rest = "rest".equals(meter.indicator().hit());
        return db.sql("""
                        SELECT world_at, metric_value, sample_count FROM signal
                         WHERE indicator = :indicator AND world_at >= :from AND world_at < :to AND metric_value IS NOT NULL
                         ORDER BY world_at, id
                        """)
                .param("indicator", meter.id())
                .param("from", SqlTime.of(from))
                .param("to", SqlTime.of(to))
                .query((r, i) -> {
                    double share = Math.min(1, Math.max(0, r.getDouble("metric_value")));
                    return new Reading(
                            meter.journey(),
                            meter.indicator().light(),
                            meter.indicator().metric(),
                            SqlTime.get(r, "world_at"),
                            rest ? 1 - share : share,
                            count(r));
                })
                .list();
    }

    static @Nullable Long count(java.sql.ResultSet r) throws java.sql.SQLException {
        long count = r.getLong("sample_count");
        return r.wasNull() ? null : count;
    }
}
