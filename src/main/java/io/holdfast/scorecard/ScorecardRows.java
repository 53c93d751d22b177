package io.holdfast.scorecard;

import io.holdfast.people.People;
import io.holdfast.scorecard.Scorecard.Exercise;
import io.holdfast.scorecard.Scorecard.Load;
import io.holdfast.scorecard.Scorecard.Noise;
import io.holdfast.scorecard.Scorecards.Question;
import io.holdfast.time.SqlTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the scorecard shows beside the figures of incidents: noise, load, exercises; added up by the database. */
@Component
class ScorecardRows {
    private final JdbcClient db;
    private final People people;

    ScorecardRows(JdbcClient db, People people) {
        this.db = db;
        this.people = people;
    }

    /** The noisiest first. An alert that belongs to no incident stands in its own row only. */
    List<Noise> noise(Question q) {
        Map<List<String>, long[]> bySource = new LinkedHashMap<>();
        db.sql("""
                SELECT kind, source, SUM(alarms) AS n, SUM(CASE WHEN belongs = TRUE THEN alarms ELSE 0 END) AS belong
                  FROM scorecard_alarm WHERE at >= :from AND at < :to GROUP BY kind, source
                """).param("from", time(q.from())).param("to", time(q.to())).query(r -> {
            add(bySource, r.getString("kind"), r.getString("source"), r.getLong("n"), r.getLong("belong"));
        });
        db.sql("""
                SELECT source, COUNT(*) AS n FROM signal
                 WHERE world = 'live' AND kind = 'alert' AND state = 'firing' AND incident IS NULL
                   AND received_at >= :from AND received_at < :to GROUP BY source
                """).param("from", time(q.from())).param("to", time(q.to())).query(r -> {
            add(bySource, "alert", r.getString("source"), r.getLong("n"), 0);
        });
        List<Noise> noise = new ArrayList<>();
        bySource.forEach((source, n) -> noise.add(new Noise(source.get(0), source.get(1), n[0], n[1])));
        noise.sort(Comparator.comparing(Noise::precision)
                .thenComparing(Comparator.comparing(Noise::alarms).reversed())
                .thenComparing(Noise::source));
        return noise;
    }

    private static void add(Map<List<String>, long[]> all, String kind, String source, long n, long real) {
        long[] sum = all.computeIfAbsent(List.of(kind, source), s -> new long[2]);
        sum[0] += n;
        sum[1] += real;
    }

    /** Who was paged most first. */
    List<Load> load(Question q) {
        return db.sql("""
                        SELECT person, COUNT(*) AS incidents, SUM(pages) AS pages, SUM(out_of_hours) AS out_of_hours
                          FROM scorecard_page WHERE onset_at >= :from AND onset_at < :to
                         GROUP BY person ORDER BY SUM(pages) DESC, person
                        """)
                .param("from", time(q.from()))
                .param("to", time(q.to()))
                .query((r, i) -> new Load(
                        r.getString("person"),
                        people.nameOf(r.getString("person")),
                        r.getLong("incidents"),
                        r.getLong("pages"),
                        r.getLong("out_of_hours")))
                .list();
    }

    /** By when they ended, by the machine's clock: an exercise has a clock of its own. */
    List<Exercise> exercises(Question q) {
        Map<String, long[]> byKind = new LinkedHashMap<>();
        byKind.put("live", new long[4]);
        byKind.put("sandbox", new long[4]);
        db.sql("""
                SELECT kind, COUNT(*) AS n, SUM(CASE WHEN state = 'passed' THEN 1 ELSE 0 END) AS passed FROM drill
                 WHERE ended_at >= :from AND ended_at < :to AND state IN ('passed', 'failed', 'aborted') GROUP BY kind
                """).param("from", time(q.from())).param("to", time(q.to())).query(r -> {
            long[] n = byKind.computeIfAbsent(r.getString("kind"), k -> new long[4]);
            n[0] = r.getLong("n");
            n[1] = r.getLong("passed");
        });
        db.sql("""
                SELECT d.kind, s.verified_at, s.back_because, w.found FROM drill d
                  JOIN mode_switch s ON (d.kind = 'sandbox' AND s.world = d.world OR d.kind = 'live' AND s.id = d.switch_id)
                  LEFT JOIN mode_watch w ON w.switch_id = s.id
                 WHERE d.ended_at >= :from AND d.ended_at < :to AND s.state NOT IN ('proposed', 'refused')
                """).param("from", time(q.from())).param("to", time(q.to())).query(r -> {
            Past.Tried tried =
                    PastRows.tried(SqlTime.orNull(r, "verified_at"), r.getString("back_because"), r.getString("found"));
            long[] n = byKind.computeIfAbsent(r.getString("kind"), k -> new long[4]);
            n[2] += tried == Past.Tried.UNPROVEN ? 0 : 1;
            n[3] += tried == Past.Tried.HELPED ? 1 : 0;
        });
        List<Exercise> exercises = new ArrayList<>();
        byKind.forEach((kind, n) -> exercises.add(new Exercise(kind, n[0], n[1], n[2], n[3])));
        return exercises;
    }

    /** Titles by key. */
    Map<String, String> titles(Collection<String> keys) {
        Map<String, String> titles = new HashMap<>();
        if (!keys.isEmpty()) {
            db.sql("SELECT incident_key, title FROM incident WHERE incident_key IN (:keys)")
                    .param("keys", keys)
                    .query(r -> {
                        titles.put(r.getString("incident_key"), r.getString("title"));
                    });
        }
        return titles;
    }

    static java.time.OffsetDateTime time(Instant at) {
        return at.atOffset(java.time.ZoneOffset.UTC);
    }
}
