package io.holdfast.detect;

import io.holdfast.time.SqlTime;
import io.holdfast.time.World;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Stored readings, a day at a time: neither driver has to hold more than that, and no transaction stays open over years. */
@Component
class ReadingRows {
    private static final Duration AT_A_TIME = Duration.ofDays(1);

    private final JdbcClient db;

    ReadingRows(JdbcClient db) {
        this.db = db;
    }

    /** Hands over an indicator's readings from a time until another, in the order in which they were measured. */
    void each(String indicator, Instant since, Instant until, Consumer<BoardRows.Sample> each, Runnable goesOn) {
        Optional<Instant> next = first(indicator, since);
        while (next.isPresent() && !next.get().isAfter(until)) {
            Instant from = next.get();
            Instant to = from.plus(AT_A_TIME);
            long[] read = {0};
            db.sql("""
                    SELECT metric_value, sample_count, world_at FROM signal
                     WHERE indicator = :indicator AND world_at >= :from AND world_at < :to AND world_at <= :until
                       AND metric_value IS NOT NULL ORDER BY world_at, id
                    """)
                    .param("indicator", indicator)
                    .param("from", SqlTime.of(from))
                    .param("to", SqlTime.of(to))
                    .param("until", SqlTime.of(until))
                    .query(row -> {
                        read[0]++;
                        each.accept(sample(row));
                    });
            goesOn.run();
            next = read[0] == 0 ? first(indicator, to) : Optional.of(to);
        }
    }

    /** When the first one from then on was measured. Ordered as the index is, so that neither database sorts for it. */
    private Optional<Instant> first(String indicator, Instant since) {
        return db.sql("""
                        SELECT world_at FROM signal WHERE indicator = :indicator AND world_at >= :since
                         ORDER BY indicator, world_at LIMIT 1
                        """)
                .param("indicator", indicator)
                .param("since", SqlTime.of(since))
                .query((row, i) -> SqlTime.get(row, "world_at"))
                .optional();
    }

    private static BoardRows.Sample sample(ResultSet row) throws SQLException {
        long count = row.getLong("sample_count");
        Long counted = row.wasNull() ? null : count;
        return new BoardRows.Sample(row.getDouble("metric_value"), counted, SqlTime.get(row, "world_at"));
    }

    /** Indicators of this metric that were read and never judged, since no rule spoke of them. */
    List<Condition> unjudged(World world, String metric) {
        return db.sql("""
                        SELECT indicator, journey, dependency, region, channel, segment, light, MIN(world_at) AS since FROM signal
                         WHERE world = :world AND reason = :reason AND indicator IS NOT NULL
                         GROUP BY indicator, journey, dependency, region, channel, segment, light ORDER BY indicator
                        """)
                .param("world", world.id())
                .param("reason", Judging.noRule(metric))
                .query((row, i) -> {
                    Condition c = new Condition(
                            row.getString("indicator"), "measurement", "", metric, SqlTime.get(row, "since"));
                    c.journey = row.getString("journey");
                    c.dependency = row.getString("dependency");
                    c.region = row.getString("region");
                    c.channel = row.getString("channel");
                    c.segment = row.getString("segment");
                    c.light = BoardRows.light(row.getString("light"));
                    return c;
                })
                .list();
    }
}
