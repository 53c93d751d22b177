package io.holdfast.scorecard;

import io.holdfast.time.SqlTime;
import java.lang.ref.SoftReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What was counted, in memory: a month at a time, read anew where a row of it was written since. It gives way where memory is wanted
 * for something else.
 */
@Component
class Ledger {
    private final JdbcClient db;
    private final Map<Integer, SoftReference<Held<OfIncidents>>> ofIncidents = new ConcurrentHashMap<>();
    private final Map<Integer, SoftReference<Held<Beside>>> beside = new ConcurrentHashMap<>();
    private final Map<Integer, Month> ahead = new ConcurrentHashMap<>();
    private final Map<String, String> words = new ConcurrentHashMap<>();
    private final Map<String, List<String>> lists = new ConcurrentHashMap<>();

    Ledger(JdbcClient db) {
        this.db = db;
    }

    /** Who was paged how often for one incident. */
    record Pages(String person, Instant at, long pages, long outOfHours) {}

    /** What raised alarms; {@code belongs}: of a real incident. */
    record Alarms(String kind, String source, Instant at, long alarms, boolean belongs) {}

    private record OfIncidents(List<Measured> incidents, List<Pages> pages, List<Alarms> alarms) {}

    /** What comes in whether there are incidents or not. */
    private record Beside(List<Alarms> alarms, List<ReadingFigures.Hour> hours) {}

    private record Held<T>(long version, T rows) {}

    private record Month(int bucket, long version, long beside) {}

    /** Those whose onset lies in this time, in the order of their onsets. */
    List<Measured> between(Instant from, Instant to) {
        return within(months(from, to), m -> ofIncidents(m).incidents(), m -> m.onset, from, to);
    }

    /** Pages for incidents whose onset lies in this time. */
    List<Pages> pages(Instant from, Instant to) {
        return within(months(from, to), m -> ofIncidents(m).pages(), Pages::at, from, to);
    }

    /** Alarms of incidents whose onset lies in this time, and those of this time that belong to none. */
    List<Alarms> alarms(Instant from, Instant to) {
        List<Month> months = months(from, to);
        List<Alarms> all = within(months, m -> ofIncidents(m).alarms(), Alarms::at, from, to);
        all.addAll(within(months, m -> beside(m).alarms(), Alarms::at, from, to));
        return all;
    }

    /** The hours of meters that begin in this time, in their order. */
    List<ReadingFigures.Hour> hours(Instant from, Instant to) {
        return within(months(from, to), m -> beside(m).hours(), ReadingFigures.Hour::at, from, to);
    }

    /**
     * Reads one month that is not in memory, the newest first, so that the first to look at a long history need not wait for it. What
     * had to give way is not read again until it is asked for, or grows.
     *
     * @return whether there was one
     */
    boolean readAhead() {
        List<Month> months = months(Instant.MIN, Instant.MAX);
        Collections.reverse(months);
        for (Month m : months) {
            if (!m.equals(ahead.get(m.bucket()))) {
                ofIncidents(m);
                beside(m);
                ahead.put(m.bucket(), m);
                return true;
            }
        }
        return false;
    }

    private static <T> List<T> within(
            List<Month> months, Function<Month, List<T>> rows, Function<T, Instant> at, Instant from, Instant to) {
        List<T> all = new ArrayList<>();
        for (Month m : months) {
            for (T row : rows.apply(m)) {
                Instant when = at.apply(row);
                if (!when.isBefore(from) && when.isBefore(to)) {
                    all.add(row);
                }
            }
        }
        return all;
    }

    private List<Month> months(Instant from, Instant to) {
        return new ArrayList<>(db.sql("""
                        SELECT bucket, version, beside FROM scorecard_bucket WHERE bucket >= :first AND bucket <= :last
                         ORDER BY bucket
                        """)
                .param("first", bucket(from))
                .param("last", bucket(to))
                .query((r, i) -> new Month(r.getInt("bucket"), r.getLong("version"), r.getLong("beside")))
                .list());
    }

    private static int bucket(Instant at) {
        // Beyond all that any clock says.
        if (at.equals(Instant.MIN) || at.equals(Instant.MAX)) {
            return at.equals(Instant.MIN) ? Integer.MIN_VALUE : Integer.MAX_VALUE;
        }
        return Measured.bucket(at);
    }

    private static <T> @Nullable T held(Map<Integer, SoftReference<Held<T>>> all, int bucket, long version) {
        SoftReference<Held<T>> reference = all.get(bucket);
        Held<T> held = reference == null ? null : reference.get();
        return held == null || held.version() != version ? null : held.rows();
    }

    private OfIncidents ofIncidents(Month m) {
        OfIncidents rows = held(ofIncidents, m.bucket(), m.version());
        if (rows == null) {
            rows = new OfIncidents(incidents(m.bucket()), pages(m.bucket()), alarms(m.bucket(), false));
            ofIncidents.put(m.bucket(), new SoftReference<>(new Held<>(m.version(), rows)));
        }
        return rows;
    }

    private Beside beside(Month m) {
        Beside rows = held(beside, m.bucket(), m.beside());
        if (rows == null) {
            rows = new Beside(alarms(m.bucket(), true), hours(m.bucket()));
            beside.put(m.bucket(), new SoftReference<>(new Held<>(m.beside(), rows)));
        }
        return rows;
    }

    private List<Measured> incidents(int bucket) {
        Map<String, List<Hit>> hits = new HashMap<>();
        db.sql("SELECT * FROM scorecard_hit WHERE bucket = :bucket")
                .param("bucket", bucket)
                .query(r -> {
                    hits.computeIfAbsent(r.getString("incident_key"), k -> new ArrayList<>(2))
                            .add(hit(r));
                });
        List<Measured> read = new ArrayList<>(db.sql("SELECT * FROM scorecard_incident WHERE bucket = :bucket")
                .param("bucket", bucket)
                .query((r, i) -> measured(r, hits))
                .list());
        read.sort(Comparator.comparing((Measured m) -> m.onset).thenComparing(m -> m.number));
        return List.copyOf(read);
    }

    private List<Pages> pages(int bucket) {
        return of(
                bucket,
                "SELECT person, onset_at, pages, out_of_hours FROM scorecard_page WHERE onset_at >= :from AND onset_at < :to",
                r -> new Pages(
                        word(r.getString("person")),
                        SqlTime.get(r, "onset_at"),
                        r.getLong("pages"),
                        r.getLong("out_of_hours")));
    }

    private List<Alarms> alarms(int bucket, boolean ofTheHouse) {
        return of(
                bucket,
                "SELECT kind, source, at, alarms, belongs FROM scorecard_alarm WHERE at >= :from AND at < :to AND incident_key "
                        + (ofTheHouse ? "LIKE" : "NOT LIKE") + " '" + HouseAlarms.KEY + "%'",
                r -> new Alarms(
                        word(r.getString("kind")),
                        word(r.getString("source")),
                        SqlTime.get(r, "at"),
                        r.getLong("alarms"),
                        r.getBoolean("belongs")));
    }

    private List<ReadingFigures.Hour> hours(int bucket) {
        return of(
                bucket,
                """
                SELECT indicator, hour_at, figure, journey, readings, uncounted, contacts, weighted FROM scorecard_hour
                 WHERE hour_at >= :from AND hour_at < :to ORDER BY hour_at, indicator
                """,
                r -> new ReadingFigures.Hour(
                        word(r.getString("indicator")),
                        SqlTime.get(r, "hour_at"),
                        ReadingFigures.kind(r.getString("figure")),
                        word(r.getString("journey")),
                        r.getLong("readings"),
                        r.getLong("uncounted"),
                        r.getLong("contacts"),
                        r.getDouble("weighted")));
    }

    private interface Of<T> {
        T row(ResultSet r) throws SQLException;
    }

    private <T> List<T> of(int bucket, String sql, Of<T> of) {
        return db.sql(sql)
                .param("from", SqlTime.of(Measured.startOf(bucket)))
                .param("to", SqlTime.of(Measured.startOf(bucket + 1)))
                .query((r, i) -> of.row(r))
                .list();
    }

    private Hit hit(ResultSet r) throws SQLException {
        double low = r.getDouble("low");
        boolean known = !r.wasNull();
        double high = r.getDouble("high");
        return new Hit(
                word(r.getString("journey")),
                word(r.getString("light")),
                SqlTime.get(r, "from_at").toEpochMilli(),
                SqlTime.get(r, "to_at").toEpochMilli(),
                known ? low : Double.NaN,
                known ? high : Double.NaN,
                r.getBoolean("measured"));
    }

    private Measured measured(ResultSet r, Map<String, List<Hit>> hits) throws SQLException {
        String key = r.getString("incident_key");
        long[] lengths = new long[Length.values().length];
        for (Length length : Length.values()) {
            long value = r.getLong(length.column);
            lengths[length.ordinal()] = r.wasNull() ? Length.NOT_KNOWN : value;
        }
        long[] counts = new long[Count.values().length];
        for (Count count : Count.values()) {
            counts[count.ordinal()] = r.getLong(count.column());
        }
        return new Measured(
                key,
                r.getLong("number"),
                CountedAs.of(r.getString("counted_as")),
                r.getString("counted_with"),
                SqlTime.get(r, "changed_at"),
                SqlTime.get(r, "onset_at"),
                SqlTime.get(r, "over_at"),
                word(r.getString("severity")),
                list(r.getString("journeys")),
                orNull(r.getString("cause")),
                orNull(r.getString("vendor")),
                orNull(r.getString("team")),
                r.getBoolean("lights_known"),
                List.copyOf(hits.getOrDefault(key, List.of())),
                lengths,
                counts);
    }

    // Few words stand in many rows: each is held once.
    private String word(String word) {
        return words.computeIfAbsent(word, w -> w);
    }

    private @Nullable String orNull(@Nullable String word) {
        return word == null ? null : word(word);
    }

    private List<String> list(String joined) {
        return lists.computeIfAbsent(joined, j -> j.isEmpty() ? List.of() : List.copyOf(Arrays.asList(j.split(","))));
    }
}
