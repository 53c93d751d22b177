package io.holdfast.scorecard;

import io.holdfast.catalog.Catalog;
import io.holdfast.playbook.Playbooks;
import io.holdfast.scorecard.PastReadings.Meter;
import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Adds the readings that make a figure up, hour by hour (UTC), so that a year of them can be looked at. An hour is added up ten
 * minutes after it is over; what comes in later than that is not in it.
 */
@Component
class ReadingHours {
    private static final Duration LATE = Duration.ofMinutes(10);
    private static final Duration AT_ONCE = Duration.ofDays(2);

    private final JdbcClient db;
    private final PastReadings readings;
    private final Playbooks playbooks;
    private final Times times;
    private final TransactionTemplate transaction;

    ReadingHours(
            JdbcClient db, PastReadings readings, Playbooks playbooks, Times times, TransactionTemplate transaction) {
        this.db = db;
        this.readings = readings;
        this.playbooks = playbooks;
        this.times = times;
        this.transaction = transaction;
    }

    /** Adds up what is due, a piece of each meter. Returns whether there may be more. */
    boolean addUp() {
        Catalog catalog = playbooks.current(World.LIVE).catalog();
        Instant until = times.in(World.LIVE).minus(LATE).truncatedTo(ChronoUnit.HOURS);
        boolean more = false;
        for (Meter meter : readings.known(catalog)) {
            if (meter.indicator().figure() != null) {
                more |= Boolean.TRUE.equals(transaction.execute(tx -> addUp(meter, until)));
            }
        }
        return more;
    }

    /** One hour of one meter. */
    private static final class Hour {
        long readings;
        long uncounted;
        long contacts;
        double weighted;
    }

    private boolean addUp(Meter meter, Instant until) {
        if (db.sql("SELECT seq FROM scorecard_read WHERE chain = 'house' FOR UPDATE SKIP LOCKED")
                .query(Long.class)
                .optional()
                .isEmpty()) {
            return false;
        }
        Instant done = db.sql("SELECT MAX(hour_at) AS at FROM scorecard_hour WHERE indicator = :indicator")
                .param("indicator", meter.id())
                .query((r, i) -> Optional.ofNullable(SqlTime.orNull(r, "at")))
                .single()
                .map(at -> at.plus(1, ChronoUnit.HOURS))
                .orElse(Instant.EPOCH);
        Optional<Instant> first = db.sql("""
                        SELECT MIN(world_at) AS at FROM signal
                         WHERE indicator = :indicator AND world_at >= :done AND world_at < :until
                        """)
                .param("indicator", meter.id())
                .param("done", SqlTime.of(done))
                .param("until", SqlTime.of(until))
                .query((r, i) -> Optional.ofNullable(SqlTime.orNull(r, "at")))
                .single();
        if (first.isEmpty()) {
            return false;
        }
        Instant from = first.get().truncatedTo(ChronoUnit.HOURS);
        Instant to = from.plus(AT_ONCE).isBefore(until) ? from.plus(AT_ONCE) : until;
        write(meter, hours(meter, from, to));
        return to.isBefore(until);
    }

    private TreeMap<Instant, Hour> hours(Meter meter, Instant from, Instant to) {
        TreeMap<Instant, Hour> hours = new TreeMap<>();
        db.sql("""
                SELECT world_at, metric_value, sample_count FROM signal
                 WHERE indicator = :indicator AND world_at >= :from AND world_at < :to AND metric_value IS NOT NULL
                """)
                .param("indicator", meter.id())
                .param("from", SqlTime.of(from))
                .param("to", SqlTime.of(to))
                .query(r -> {
                    Hour hour = hours.computeIfAbsent(
                            SqlTime.get(r, "world_at").truncatedTo(ChronoUnit.HOURS), h -> new Hour());
                    Long count = PastReadings.count(r);
                    hour.readings++;
                    if (count == null) {
                        hour.uncounted++;
                    } else {
                        hour.contacts += count;
                        hour.weighted += count * r.getDouble("metric_value");
                    }
                });
        return hours;
    }

    private void write(Meter meter, TreeMap<Instant, Hour> hours) {
        hours.forEach((at, hour) -> db.sql("""
                        INSERT INTO scorecard_hour (indicator, hour_at, figure, journey, readings, uncounted, contacts, weighted)
                        VALUES (:indicator, :at, :figure, :journey, :readings, :uncounted, :contacts, :weighted)
                        """)
                .param("indicator", meter.id())
                .param("at", SqlTime.of(at))
                .param("figure", String.valueOf(meter.indicator().figure()))
                .param("journey", meter.journey())
                .param("readings", hour.readings)
                .param("uncounted", hour.uncounted)
                .param("contacts", hour.contacts)
                .param("weighted", hour.weighted)
                .update());
        Grown.beside(db, hours.keySet().stream().map(Measured::bucket).collect(Collectors.toSet()));
    }
}
