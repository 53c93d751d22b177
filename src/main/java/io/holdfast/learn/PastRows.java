package io.holdfast.learn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.time.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
    private static final ObjectMapper JSON = new ObjectMapper();

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
     * @param happened what became of it, whatever a table says
     * @param severityByPerson the severity that a person gave it; null where none did
     */
    record Past(
            String key,
            String subject,
            String title,
            @Nullable String ending,
            @Nullable Instant over,
            List<Replay.Point> happened,
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
                    SELECT i.incident_key FROM incident i WHERE i.incident_key > :after AND (i.world = 'live'
                        OR i.world IN (SELECT world FROM drill WHERE number IN (""" + LAST_DRILLS + """
                       ))) ORDER BY i.incident_key LIMIT :n
                    """)
                    .param("after", after)
                    .param("n", AT_A_TIME)
                    .query(String.class)
                    .list();
            if (keys.isEmpty()) {
                return;
            }
            some(keys, tables).stream().filter(past -> !past.asked().isEmpty()).forEach(each);
            after = keys.get(keys.size() - 1);
        }
    }

    /** What is kept of when things happened: column of {@code incident}, and what it says. */
    static final Map<String, String> MOMENTS = new LinkedHashMap<>();

    static {
        MOMENTS.put("onset_at", "It begins");
        MOMENTS.put("detected_at", "It is noticed");
        MOMENTS.put("acknowledged_at", "Somebody has it");
        MOMENTS.put("agents_told_at", "Agents are told");
        MOMENTS.put("customers_told_at", "Customers are told");
        MOMENTS.put("mitigated_at", "It is mitigated");
        MOMENTS.put("restored_at", "It works again");
        MOMENTS.put("ended_at", "It is over");
    }

    private static List<Replay.Point> happened(ResultSet row) throws SQLException {
        List<Replay.Point> points = new ArrayList<>();
        for (Map.Entry<String, String> moment : MOMENTS.entrySet()) {
            Instant at = SqlTime.orNull(row, moment.getKey());
            if (at != null) {
                points.add(new Replay.Point(at, moment.getValue(), Replay.Point.BOTH));
            }
        }
        return points;
    }

    private static JsonNode decided(String entry) {
        try {
            JsonNode whole = JSON.readTree(entry);
            return whole.has("body") ? whole.path("body") : whole;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An entry that can't be read", e);
        }
    }

    private List<Past> some(List<String> keys, Set<String> tables) {
        Map<String, List<Asked>> asked = new HashMap<>();
        Map<String, String> facts = new HashMap<>();
        db.sql("SELECT incident_key, hash, body FROM decision_facts WHERE incident_key IN (:keys)")
                .param("keys", keys)
                .query(row -> {
                    facts.put(row.getString("incident_key") + "/" + row.getString("hash"), row.getString("body"));
                });
        db.sql("""
                SELECT e.chain, e.at, e.body FROM evidence e JOIN incident i ON i.incident_key = e.chain AND i.world = e.world
                 WHERE e.chain IN (:keys) AND e.kind = 'decision' ORDER BY e.chain, e.seq
                """).param("keys", keys).query(row -> {
            JsonNode body = decided(row.getString("body"));
            String table = body.path("table").asText();
            String known =
                    facts.get(row.getString("chain") + "/" + body.path("facts").asText());
            if (tables.contains(table) && known != null) {
                asked.computeIfAbsent(row.getString("chain"), k -> new ArrayList<>())
                        .add(new Asked(table, SqlTime.get(row, "at"), known));
            }
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
                SELECT i.incident_key, i.title, i.ending, i.severity, i.severity_by, i.owner_team, i.onset_at, i.detected_at,
                       i.acknowledged_at, i.agents_told_at, i.customers_told_at, i.mitigated_at, i.restored_at, i.ended_at,
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
                            happened(row),
                            row.getString("severity_by").equals("person") ? row.getString("severity") : null,
                            row.getString("owner_team"),
                            asked.getOrDefault(key, List.of()),
                            modes.getOrDefault(key, List.of()));
                })
                .list();
    }
}
