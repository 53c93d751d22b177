package io.holdfast.detect;

import io.holdfast.catalog.Light;
import io.holdfast.catalog.Verdict;
import io.holdfast.time.SqlTime;
import io.holdfast.time.World;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows that judging reads and writes; written under the world's lock only. */
@Component
class BoardRows {
    private final JdbcClient db;
    private final JdbcTemplate jdbc;

    BoardRows(JdbcClient db, JdbcTemplate jdbc) {
        this.db = db;
        this.jdbc = jdbc;
    }

    /** Conditions of what turned out to be part of another incident, and which that one does not have yet. */
    private static final String MERGED = """
            JOIN incident i ON i.incident_key = c.incident AND i.merged_into IS NOT NULL
            JOIN incident t ON t.incident_key = i.merged_into AND t.ending IS NULL
            """;

    void lock(World world) {
        db.sql("SELECT id FROM world WHERE id = :world FOR UPDATE")
                .param("world", world.id())
                .query(String.class)
                .single();
    }

    boolean anything(World world, Instant now) {
        return db.sql("""
                        SELECT CASE WHEN EXISTS (SELECT 1 FROM signal_pending WHERE world = :world)
                                      OR EXISTS (SELECT 1 FROM indicator WHERE world = :world AND due_at <= :now)
                                      OR EXISTS (SELECT 1 FROM signal_condition c %1$s
                                                  WHERE c.world = :world AND c.standing = TRUE)
                                      OR EXISTS (SELECT 1 FROM indicator c %1$s WHERE c.world = :world)
                                    THEN 1 ELSE 0 END
                        """.formatted(MERGED))
                        .param("world", world.id())
                        .param("now", SqlTime.of(now))
                        .query(Integer.class)
                        .single()
                == 1;
    }

    List<Pending> pending(World world, int limit) {
        return db.sql("""
                        SELECT p.id AS pending_id, p.repeats AS said_again, s.*
                          FROM signal_pending p JOIN signal s ON s.id = p.signal_id
                         WHERE p.world = :world ORDER BY p.id LIMIT :n
                        """)
                .param("world", world.id())
                .param("n", limit)
                .query((r, i) -> new Pending(
                        r.getLong("pending_id"),
                        r.getLong("id"),
                        r.getLong("said_again"),
                        r.getString("key_hash"),
                        r.getString("source"),
                        r.getString("kind"),
                        r.getString("state"),
                        r.getString("title"),
                        r.getString("journey"),
                        r.getString("dependency"),
                        r.getString("metric"),
                        real(r, "metric_value"),
                        whole(r, "sample_count"),
                        r.getString("severity"),
                        r.getString("region"),
                        r.getString("channel"),
                        r.getString("segment"),
                        r.getString("light"),
                        SqlTime.get(r, "world_at"),
                        SqlTime.get(r, "received_at"),
                        r.getString("incident"),
                        r.getString("reason"),
                        r.getString("indicator"),
                        r.getString("digest")))
                .list();
    }

    /** Which incident each of these that turned out to be part of another one went into. */
    Map<String, String> merged(Collection<String> incidents) {
        Map<String, String> into = new LinkedHashMap<>();
        if (!incidents.isEmpty()) {
            db.sql(
                            "SELECT incident_key, merged_into FROM incident WHERE incident_key IN (:keys) AND merged_into IS NOT NULL")
                    .param("keys", incidents)
                    .query(r -> {
                        into.put(r.getString("incident_key"), r.getString("merged_into"));
                    });
        }
        return into;
    }

    /** All indicators, all that stands, what belongs to these incidents, and these by id. */
    Map<String, Condition> conditions(World world, Collection<String> incidents, Set<String> ids) {
        Map<String, Condition> found = new LinkedHashMap<>();
        db.sql("""
                SELECT * FROM signal_condition
                 WHERE world = :world AND (standing = TRUE OR incident IN (:incidents) OR id IN (:ids)) ORDER BY signal_id
                """)
                .param("world", world.id())
                .param("incidents", incidents.isEmpty() ? List.of("") : incidents)
                .param("ids", ids.isEmpty() ? Set.of("") : ids)
                .query(r -> {
                    Condition c = condition(r);
                    found.put(c.id, c);
                });
        indicators(world).forEach(c -> found.put(c.id, c));
        return found;
    }

    List<Condition> indicators(World world) {
        return db.sql("SELECT * FROM indicator WHERE world = :world ORDER BY id")
                .param("world", world.id())
                .query((r, i) -> indicator(r))
                .list();
    }

    List<Condition> standing(World world) {
        return db.sql("SELECT * FROM signal_condition WHERE world = :world AND standing = TRUE ORDER BY signal_id")
                .param("world", world.id())
                .query((r, i) -> condition(r))
                .list();
    }

    /** Samples of an indicator since a time, oldest first. */
    record Sample(double value, @Nullable Long count, Instant at) {}

    List<Sample> samples(String indicator, Instant since) {
        return db.sql("""
                        SELECT metric_value, sample_count, world_at FROM signal
                         WHERE indicator = :indicator AND world_at >= :since ORDER BY world_at, id LIMIT 2000
                        """)
                .param("indicator", indicator)
                .param("since", SqlTime.of(since))
                .query((r, i) ->
                        new Sample(r.getDouble("metric_value"), whole(r, "sample_count"), SqlTime.get(r, "world_at")))
                .list();
    }

    private static Condition condition(ResultSet r) throws SQLException {
        Condition c = new Condition(
                r.getString("id"), r.getString("kind"), r.getString("source"), null, SqlTime.get(r, "since"));
        place(c, r);
        c.severity = r.getString("severity");
        c.title = r.getString("title");
        c.verdict = r.getBoolean("standing") ? SeverityWords.verdict(c.severity) : Verdict.GOOD;
        c.heardAt = SqlTime.get(r, "heard_at");
        c.signalId = r.getLong("signal_id");
        return c;
    }

    private static Condition indicator(ResultSet r) throws SQLException {
        Condition c = new Condition(
                r.getString("id"),
                "measurement",
                r.getString("sources"),
                r.getString("metric"),
                SqlTime.get(r, "since"));
        place(c, r);
        c.heardAt = SqlTime.get(r, "heard_at");
        String candidate = r.getString("candidate");
        c.judged = new Judged(
                Verdict.of(r.getString("verdict")),
                c.since,
                candidate == null ? null : Verdict.of(candidate),
                SqlTime.orNull(r, "candidate_since"),
                r.getLong("samples"),
                SqlTime.orNull(r, "last_at"),
                real(r, "last_value"),
                SqlTime.orNull(r, "late_at"),
                SqlTime.orNull(r, "due_at"),
                r.getLong("flaps"));
        c.verdict = c.judged.verdict();
        return c;
    }

    private static void place(Condition c, ResultSet r) throws SQLException {
        c.journey = r.getString("journey");
        c.dependency = r.getString("dependency");
        c.region = r.getString("region");
        c.channel = r.getString("channel");
        c.segment = r.getString("segment");
        c.light = light(r.getString("light"));
        c.incident = r.getString("incident");
    }

    static @Nullable Light light(@Nullable String word) {
        return word == null ? null : Light.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static @Nullable Double real(ResultSet r, String column) throws SQLException {
        double value = r.getDouble(column);
        return r.wasNull() ? null : value;
    }

    private static @Nullable Long whole(ResultSet r, String column) throws SQLException {
        long value = r.getLong(column);
        return r.wasNull() ? null : value;
    }

    void write(World world, Collection<Condition> conditions) {
        each(conditions, false, true, """
                INSERT INTO signal_condition (standing, title, journey, dependency, severity, region, channel, segment, light, since,
                  heard_at, signal_id, incident, id, world, source, kind)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, world);
        each(conditions, false, false, """
                UPDATE signal_condition SET standing = ?, title = ?, journey = ?, dependency = ?, severity = ?, region = ?, channel = ?,
                  segment = ?, light = ?, since = ?, heard_at = ?, signal_id = ?, incident = ? WHERE id = ?
                """, world);
        each(conditions, true, true, """
                INSERT INTO indicator (verdict, since, candidate, candidate_since, samples, last_at, last_value, heard_at, late_at,
                  due_at, flaps, sources, incident, id, world, metric, journey, dependency, region, channel, segment, light)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, world);
        each(conditions, true, false, """
                UPDATE indicator SET verdict = ?, since = ?, candidate = ?, candidate_since = ?, samples = ?, last_at = ?,
                  last_value = ?, heard_at = ?, late_at = ?, due_at = ?, flaps = ?, sources = ?, incident = ? WHERE id = ?
                """, world);
    }

    private void each(Collection<Condition> all, boolean measured, boolean fresh, String sql, World world) {
        List<Condition> these = all.stream()
                .filter(c -> (c.touched || c.fresh) && c.measured() == measured && c.fresh == fresh)
                .toList();
        if (these.isEmpty()) {
            return;
        }
        jdbc.batchUpdate(sql, these, 500, (statement, c) -> {
            Binder row = new Binder(statement);
            String light = c.light == null ? null : c.light.id();
            if (measured && c.judged != null) {
                Judged j = c.judged;
                row.add(j.verdict().id()).add(j.since());
                row.add(j.candidate() == null ? null : j.candidate().id()).add(j.candidateSince());
                row.add(j.samples()).add(j.lastAt()).add(j.lastValue(), Types.DOUBLE);
                row.add(c.heardAt).add(j.lateAt()).add(j.dueAt()).add(j.flaps());
                row.add(c.source).add(c.incident).add(c.id);
                if (fresh) {
                    row.add(world.id()).add(c.metric).add(c.journey).add(c.dependency);
                    row.add(c.region).add(c.channel).add(c.segment).add(light);
                }
            } else {
                row.add(c.stands())
                        .add(c.title)
                        .add(c.journey)
                        .add(c.dependency)
                        .add(c.severity);
                row.add(c.region).add(c.channel).add(c.segment).add(light);
                row.add(c.since).add(c.heardAt).add(c.signalId).add(c.incident).add(c.id);
                if (fresh) {
                    row.add(world.id()).add(c.source).add(c.kind);
                }
            }
        });
    }

    /** What became of a signal's row. */
    record Outcome(
            long signal,
            @Nullable String incident,
            @Nullable String reason,
            long repeats) {}

    void outcomes(Collection<Outcome> outcomes) {
        jdbc.batchUpdate(
                """
                UPDATE signal SET incident = COALESCE(CAST(? AS VARCHAR(60)), incident),
                  reason = COALESCE(CAST(? AS VARCHAR(400)), reason), repeats = repeats + ? WHERE id = ?
                """,
                outcomes,
                500,
                (statement, o) -> new Binder(statement)
                        .add(o.incident())
                        .add(o.reason())
                        .add(o.repeats())
                        .add(o.signal()));
    }

    void done(List<Pending> pending) {
        jdbc.batchUpdate(
                "DELETE FROM signal_pending WHERE id = ?",
                pending,
                500,
                (statement, p) -> new Binder(statement).add(p.pendingId()));
    }

    void park(Pending pending, String reason, Instant now) {
        db.sql("""
                INSERT INTO signal_parked (signal_id, reason, parked_at)
                SELECT s.id, CAST(:reason AS VARCHAR(400)), :now FROM signal s
                 WHERE s.id = :id AND NOT EXISTS (SELECT 1 FROM signal_parked p WHERE p.signal_id = :id)
                """)
                .param("id", pending.id())
                .param("reason", reason)
                .param("now", SqlTime.of(now))
                .update();
        outcomes(List.of(new Outcome(pending.id(), null, reason, 0)));
        done(List.of(pending));
    }
}
