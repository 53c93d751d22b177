package io.holdfast.scorecard;

import io.holdfast.scorecard.Past.Alarm;
import io.holdfast.scorecard.Past.Paged;
import io.holdfast.time.SqlTime;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes what was counted; whoever writes holds {@link #lock}. */
@Component
class MeasuredRows {
    private static final List<String> FIXED = List.of(
            "incident_key",
            "number",
            "counted_as",
            "counted_with",
            "formula",
            "changed_at",
            "bucket",
            "onset_at",
            "over_at",
            "severity",
            "journeys",
            "cause",
            "vendor",
            "team",
            "lights_known");
    private static final String INSERT = insert();

    private final JdbcClient db;
    private final JdbcTemplate jdbc;

    MeasuredRows(JdbcClient db, JdbcTemplate jdbc) {
        this.db = db;
        this.jdbc = jdbc;
    }

    private static String insert() {
        List<String> columns = Stream.of(
                        FIXED.stream(),
                        Arrays.stream(Length.values()).map(l -> l.column),
                        Arrays.stream(Count.values()).map(Count::column))
                .flatMap(c -> c)
                .toList();
        return "INSERT INTO scorecard_incident (" + String.join(", ", columns) + ") VALUES ("
                + columns.stream().map(c -> "?").collect(Collectors.joining(", ")) + ")";
    }

    /** Whether this transaction is now the only one that counts; it is so until it ends. */
    boolean lock() {
        return db.sql("SELECT seq FROM scorecard_read WHERE chain = 'house' FOR UPDATE SKIP LOCKED")
                .query(Long.class)
                .optional()
                .isPresent();
    }

    /** What is known of one: with whom it was counted, and as of when. */
    record Known(
            String key, @org.jspecify.annotations.Nullable String countedWith, Instant changedAt, int formula) {}

    List<Known> known(Collection<String> keys) {
        return keys.isEmpty()
                ? List.of()
                : db.sql("""
                        SELECT incident_key, counted_with, changed_at, formula FROM scorecard_incident
                         WHERE incident_key IN (:keys)
                        """)
                        .param("keys", keys)
                        .query((r, i) -> new Known(
                                r.getString("incident_key"),
                                r.getString("counted_with"),
                                SqlTime.get(r, "changed_at"),
                                r.getInt("formula")))
                        .list();
    }

    /** One that was counted, and what of it goes into other tables. */
    record Counted(Measured measured, List<Paged> pages, List<Alarm> alarms) {}

    /**
     * Writes these in the place of what was known of {@code keys}.
     *
     * @param keys all that were looked at: those that are not counted, since they go on, leave
     */
    void write(Collection<String> keys, List<Counted> counted, WorkingHours hours) {
        Set<Integer> buckets =
                new TreeSet<>(db.sql("SELECT DISTINCT bucket FROM scorecard_incident WHERE incident_key IN (:keys)")
                        .param("keys", keys)
                        .query(Integer.class)
                        .list());
        for (String table : List.of("scorecard_incident", "scorecard_hit", "scorecard_page", "scorecard_alarm")) {
            db.sql("DELETE FROM " + table + " WHERE incident_key IN (:keys)")
                    .param("keys", keys)
                    .update();
        }
        counted.forEach(c -> buckets.add(c.measured().bucket()));
        jdbc.batchUpdate(INSERT, counted.stream().map(c -> row(c.measured())).toList());
        jdbc.batchUpdate(
                """
                INSERT INTO scorecard_hit (incident_key, bucket, journey, light, from_at, to_at, low, high, measured)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                counted.stream()
                        .flatMap(c -> c.measured().hits.stream().map(h -> hit(c.measured(), h)))
                        .toList());
        List<Object[]> pages = new ArrayList<>();
        List<Object[]> alarms = new ArrayList<>();
        for (Counted c : counted) {
            // A false alarm wakes people, too.
            if (c.measured().countedAs != CountedAs.EXERCISE) {
                pages(c, hours, pages);
                alarms(c, c.measured().countedAs == CountedAs.REAL, alarms);
            }
        }
        jdbc.batchUpdate(
                "INSERT INTO scorecard_page (incident_key, person, onset_at, pages, out_of_hours) VALUES (?, ?, ?, ?, ?)",
                pages);
        jdbc.batchUpdate(
                "INSERT INTO scorecard_alarm (incident_key, kind, source, at, alarms, belongs) VALUES (?, ?, ?, ?, ?, ?)",
                alarms);
        Grown.incidents(db, buckets);
    }

    private static Object[] row(Measured m) {
        List<Object> row = new ArrayList<>();
        row.add(m.key);
        row.add(m.number);
        row.add(m.countedAs.id());
        row.add(new SqlParameterValue(Types.VARCHAR, m.countedWith));
        row.add(Measuring.FORMULA);
        row.add(SqlTime.of(m.changedAt));
        row.add(m.bucket());
        row.add(SqlTime.of(m.onset));
        row.add(SqlTime.of(m.over));
        row.add(m.severity);
        row.add(String.join(",", m.journeys));
        row.add(new SqlParameterValue(Types.VARCHAR, m.cause));
        row.add(new SqlParameterValue(Types.VARCHAR, m.vendor));
        row.add(new SqlParameterValue(Types.VARCHAR, m.team));
        row.add(m.lightsKnown);
        for (Length length : Length.values()) {
            var value = m.length(length);
            row.add(new SqlParameterValue(Types.BIGINT, value.isPresent() ? value.getAsLong() : null));
        }
        for (Count count : Count.values()) {
            row.add(m.count(count));
        }
        return row.toArray();
    }

    private static Object[] hit(Measured m, Hit h) {
        return new Object[] {
            m.key,
            m.bucket(),
            h.journey(),
            h.light(),
            SqlTime.of(Instant.ofEpochMilli(h.from())),
            SqlTime.of(Instant.ofEpochMilli(h.to())),
            new SqlParameterValue(Types.DOUBLE, h.known() ? h.low() : null),
            new SqlParameterValue(Types.DOUBLE, h.known() ? h.high() : null),
            h.measured()
        };
    }

    private static void pages(Counted c, WorkingHours hours, List<Object[]> rows) {
        Map<String, long[]> byPerson = new LinkedHashMap<>();
        for (Paged p : c.pages()) {
            long[] n = byPerson.computeIfAbsent(p.person(), k -> new long[2]);
            n[0]++;
            n[1] += hours.holds(p.at()) ? 0 : 1;
        }
        byPerson.forEach((person, n) ->
                rows.add(new Object[] {c.measured().key, person, SqlTime.of(c.measured().onset), n[0], n[1]}));
    }

    private static void alarms(Counted c, boolean real, List<Object[]> rows) {
        Map<Alarm, Long> bySource = new LinkedHashMap<>();
        c.alarms().forEach(a -> bySource.merge(a, 1L, Long::sum));
        bySource.forEach((a, n) -> rows.add(
                new Object[] {c.measured().key, a.kind(), cut(a.source()), SqlTime.of(c.measured().onset), n, real}));
    }

    static String cut(String source) {
        return source.length() > 300 ? source.substring(0, 300) : source;
    }

    /** All that must be counted anew when these are: those that they were, or are, merged into. */
    Set<String> withRoots(Collection<String> keys, Map<String, String> mergedInto) {
        Set<String> all = new LinkedHashSet<>(keys);
        known(keys).forEach(k -> {
            if (k.countedWith() != null) {
                all.add(k.countedWith());
            }
        });
        keys.forEach(k -> all.add(root(k, mergedInto)));
        return all;
    }

    /** Where a row of merges ends; a circle, which nobody should be able to make, ends where it is entered again. */
    static String root(String key, Map<String, String> mergedInto) {
        Set<String> seen = new LinkedHashSet<>();
        String at = key;
        while (mergedInto.containsKey(at) && seen.add(at)) {
            at = mergedInto.get(at);
        }
        return at;
    }
}
