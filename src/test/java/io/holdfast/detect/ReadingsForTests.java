package io.holdfast.detect;

import io.holdfast.incident.IncidentsForTests;
import io.holdfast.playbook.SampleVersion;
import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Readings as they are stored, and how they are folded again, for tests of the public API. */
public final class ReadingsForTests {
    private final JdbcClient db;
    private final JdbcTemplate jdbc;
    private final Times times;
    private long next;

    public ReadingsForTests(DataSource source, Times times) {
        this.jdbc = new JdbcTemplate(source);
        this.db = JdbcClient.create(jdbc);
        this.times = times;
    }

    /** Readings again, under the sample (1) and what is changed of it (2). */
    public ReadingsAgain again(SampleVersion sample) {
        return new RefoldedReadings(
                new BoardRows(db, jdbc),
                new ReadingRows(db),
                new CatalogInForce(sample),
                new Thresholds(sample.decisions()),
                new Settling(
                        IncidentsForTests.over(db, times, entry -> {}, (world, incident, kind, ref) -> {}),
                        sample.decisions(),
                        new Titles(sample.words())),
                times);
    }

    /** An indicator of the live world that was judged before. */
    public void indicator(String id, String metric, String journey, String region) {
        db.sql("""
                INSERT INTO indicator (id, world, metric, journey, region, channel, segment, light, verdict, since, samples, heard_at,
                  flaps, sources) VALUES (:id, 'live', :metric, :journey, :region, '', '', NULL, 'good', :at, 1, :at, 0, 'probe')
                """)
                .param("id", id)
                .param("metric", metric)
                .param("journey", journey)
                .param("region", region)
                .param("at", SqlTime.of(times.real()))
                .update();
    }

    /** One reading a minute, from a time on, each of these values once; each counts 400 contacts. */
    public void readings(String indicator, Instant from, double... values) {
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            Object at = SqlTime.of(from.plus(Duration.ofMinutes(i)));
            rows.add(new Object[] {"s" + ++next, values[i], at, at, at, indicator});
        }
        jdbc.batchUpdate("""
                INSERT INTO signal (world, dedupe, occurrence, source, kind, state, title, metric_value, sample_count, severity, region,
                  channel, segment, at, world_at, received_at, repeats, indicator, digest, body)
                VALUES ('live', ?, 1, 'probe', 'measurement', '', '', ?, 400, '', '', '', '', ?, ?, ?, 0, ?, '', '{}')
                """, rows);
    }

    /** A value as often as this. */
    public static double[] times(int times, double value) {
        double[] values = new double[times];
        java.util.Arrays.fill(values, value);
        return values;
    }
}
