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

    /**
     * The noisiest first. An alert that belongs to no incident stands in its own row only.
     *
     * @param alarms of this time
     */
    List<Noise> noise(Question q, List<Ledger.Alarms> alarms) {
        Map<List<String>, long[]> bySource = new LinkedHashMap<>();
        alarms.forEach(a -> add(bySource, a.kind(), a.source(), a.alarms(), a.belongs() ? a.alarms() : 0));
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

    /**
     * Who was paged most first.
     *
     * @param pages of this time
     */
    List<Load> load(List<Ledger.Pages> pages) {
        Map<String, long[]> byPerson = new HashMap<>();
        for (Ledger.Pages p : pages) {
            long[] sum = byPerson.computeIfAbsent(p.person(), k -> new long[3]);
            sum[0]++;
            sum[1] += p.pages();
            sum[2] += p.outOfHours();
        }
        List<Load> load = new ArrayList<>();
        byPerson.forEach((person, n) -> load.add(new Load(person, people.nameOf(person), n[0], n[1], n[2])));
        load.sort(Comparator.comparing(Load::pages).reversed().thenComparing(Load::person));
        return load;
    }

    /** By when they ended, by the machine's clock: an exercise has a clock of its own. */
    // What a change is tried on proves nothing of the house: it may be a candidate that never held.
    List<Exercise> exercises(Question q) {
        Map<String, long[]> byKind = new LinkedHashMap<>();
        byKind.put("live", new long[4]);
        byKind.put("sandbox", new long[4]);
        db.sql("""
                SELECT kind, COUNT(*) AS n, SUM(CASE WHEN state = 'passed' THEN 1 ELSE 0 END) AS passed FROM drill
                 WHERE ended_at >= :from AND ended_at < :to AND state IN ('passed', 'failed', 'aborted')
                   AND by_name <> 'replay' GROUP BY kind
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
                   AND d.by_name <> 'replay'
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
