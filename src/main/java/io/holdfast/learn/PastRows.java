package io.holdfast.learn;

import io.holdfast.time.SqlTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Past incidents as their record holds them: what tables were asked with, and what came of it. */
@Component
class PastRows {
    private final JdbcClient db;

    PastRows(JdbcClient db) {
        this.db = db;
    }

    /**
     * A table's decision, as it was recorded.
     *
     * @param facts all that was known, canonical JSON
     */
    record Asked(String table, Instant at, String facts) {}

    /**
     * A mode of an incident, {@code sign-in/callback}.
     *
     * @param helped whether its signals said that it helped
     */
    record Switched(String mode, String state, boolean helped) {}

    /**
     * @param key {@code INC-22}; for a drill the scenario's file name
     * @param subject how it is named to people
     * @param ending null while it goes on
     * @param over when customers were helped: mitigated, else restored, else ended; null while nothing of it happened
     * @param severityByPerson the severity that a person gave it; null where none did
     */
    record Past(
            String key,
            String subject,
            String title,
            @Nullable String ending,
            @Nullable Instant over,
            @Nullable String severityByPerson,
            @Nullable String ownerTeam,
            List<Asked> asked,
            List<Switched> modes) {}

    private static final String LAST_DRILLS = """
            SELECT MAX(number) FROM drill WHERE kind = 'sandbox' AND by_name <> 'replay' AND state IN ('passed', 'failed')
             GROUP BY scenario
            """;

    /** How many incidents are handed over at a time. */
    private static final int AT_A_TIME = 200;

    /**
     * Hands over every past incident of the live world, and those of the last drill of each scenario, that these tables were asked
     * about; the oldest first.
     */
    void each(Set<String> tables, Consumer<Past> each) {
        String after = "";
        while (true) {
            List<String> keys = db.sql("""
                    SELECT DISTINCT d.chain FROM decision d JOIN incident i ON i.incident_key = d.chain
                     WHERE d.chain > :after AND d.asked IN (:tables) AND (i.world = 'live'
                        OR i.world IN (SELECT world FROM drill WHERE number IN (""" + LAST_DRILLS + """
                       ))) ORDER BY d.chain LIMIT :n
                    """)
                    .param("after", after)
                    .param("tables", tables)
                    .param("n", AT_A_TIME)
                    .query(String.class)
                    .list();
            if (keys.isEmpty()) {
                return;
            }
            some(keys, tables).forEach(each);
            after = keys.get(keys.size() - 1);
        }
    }

    private List<Past> some(List<String> keys, Set<String> tables) {
        Map<String, List<Asked>> asked = new HashMap<>();
        db.sql("""
                SELECT d.chain, d.asked, d.at, f.body FROM decision d
                  JOIN decision_facts f ON f.incident_key = d.chain AND f.hash = d.facts
                 WHERE d.chain IN (:keys) AND d.asked IN (:tables) ORDER BY d.at, d.id
                """).param("keys", keys).param("tables", tables).query(row -> {
            asked.computeIfAbsent(row.getString("chain"), k -> new ArrayList<>())
                    .add(new Asked(row.getString("asked"), SqlTime.get(row, "at"), row.getString("body")));
        });
        Map<String, List<Switched>> modes = new HashMap<>();
        db.sql("SELECT incident_key, journey, mode, state, verified_at FROM mode_switch WHERE incident_key IN (:keys)")
                .param("keys", keys)
                .query(row -> {
                    modes.computeIfAbsent(row.getString("incident_key"), k -> new ArrayList<>())
                            .add(new Switched(
                                    row.getString("journey") + "/" + row.getString("mode"),
                                    row.getString("state"),
                                    row.getObject("verified_at") != null));
                });
        return db.sql("""
                SELECT i.incident_key, i.title, i.ending, i.severity, i.severity_by, i.owner_team,
                       COALESCE(i.mitigated_at, i.restored_at, i.ended_at) AS over_at, d.scenario
                  FROM incident i LEFT JOIN drill d ON d.world = i.world
                 WHERE i.incident_key IN (:keys) ORDER BY i.world, i.number
                """)
                .param("keys", keys)
                .query((row, n) -> {
                    String key = row.getString("incident_key");
                    String scenario = row.getString("scenario");
                    return new Past(
                            key,
                            scenario == null ? key : scenario + " (" + key + ")",
                            row.getString("title"),
                            row.getString("ending"),
                            SqlTime.orNull(row, "over_at"),
                            row.getString("severity_by").equals("person") ? row.getString("severity") : null,
                            row.getString("owner_team"),
                            asked.getOrDefault(key, List.of()),
                            modes.getOrDefault(key, List.of()));
                })
                .list();
    }
}
