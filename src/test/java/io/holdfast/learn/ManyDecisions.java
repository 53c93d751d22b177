package io.holdfast.learn;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import io.holdfast.incident.Scope;
import io.holdfast.playbook.Decision;
import io.holdfast.playbook.IncidentFacts;
import io.holdfast.playbook.SampleVersion;
import io.holdfast.time.World;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Gives every past incident the decisions that its record would have: severity, both roles and guardrails twice, and the fallback rules
 * twice for each of two lights, each with the facts that it was asked with. One incident of each kind is decided; the others are like it
 * but for their times, severities and suspects, so that a thousand are written in seconds.
 */
final class ManyDecisions {
    private static final int BATCH = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DataSource source;
    private final JdbcClient db;
    private final SampleVersion sample;
    private final Map<String, List<Asked>> templates = new HashMap<>();

    /**
     * @param facts as the record holds them
     * @param body the entry's
     */
    private record Asked(String facts, Map<String, Object> body) {}

    private record Row(String key, String journey, String suspect, Instant detected) {}

    ManyDecisions(DataSource source, SampleVersion sample) {
        this.source = source;
        this.db = JdbcClient.create(source);
        this.sample = sample;
    }

    /** @return how many decisions were written */
    int write() throws Exception {
        List<Row> rows = db.sql("""
                        SELECT i.incident_key, i.suspect, i.detected_at, j.journey FROM incident i
                          JOIN incident_journey j ON j.incident_key = i.incident_key ORDER BY i.number
                        """)
                .query((r, n) -> new Row(
                        r.getString("incident_key"),
                        r.getString("journey"),
                        r.getString("suspect"),
                        r.getTimestamp("detected_at").toInstant()))
                .list();
        List<String> suspects = sample.number(1).catalog().dependencies().stream()
                .map(Dependency::id)
                .toList();
        int written = 0;
        try (Connection connection = source.getConnection();
                PreparedStatement facts =
                        connection.prepareStatement("INSERT INTO decision_facts VALUES ('live', ?, ?, ?)");
                PreparedStatement entries = connection.prepareStatement(
                        "INSERT INTO evidence VALUES ('live', ?, ?, ?, 'decision', TRUE, ?, 'p', 'h')")) {
            connection.setAutoCommit(false);
            for (int incident = 0; incident < rows.size(); incident++) {
                Row row = rows.get(incident);
                List<Asked> all = templates.get(row.journey());
                if (all == null) {
                    all = decided(row);
                    templates.put(row.journey(), all);
                }
                Map<String, String> known = new LinkedHashMap<>();
                int place = 0;
                for (Asked asked : all) {
                    Instant at = row.detected().plusSeconds(30L * ++place);
                    String since = "\"sinceOnset\":\"" + Duration.ofSeconds(60 + 30L * place + known.size()) + "\"";
                    String mine = asked.facts()
                            .replaceFirst("\"sinceOnset\":\"[^\"]*\"", since)
                            .replace("\"SEV3\"", "\"SEV" + (1 + incident % 4) + "\"")
                            .replace(
                                    "\"" + row.suspect() + "\"",
                                    "\"" + suspects.get(incident % suspects.size()) + "\"");
                    String hash = HexFormat.of()
                            .formatHex(
                                    MessageDigest.getInstance("SHA-256").digest(mine.getBytes(StandardCharsets.UTF_8)));
                    if (known.put(hash, mine) == null) {
                        facts.setString(1, row.key());
                        facts.setString(2, hash);
                        facts.setString(3, mine);
                        facts.addBatch();
                    }
                    Map<String, Object> body = new LinkedHashMap<>(asked.body());
                    body.put("facts", hash);
                    entries.setString(1, row.key());
                    entries.setLong(2, 100 + place);
                    entries.setObject(3, at.atOffset(ZoneOffset.UTC));
                    entries.setString(
                            4,
                            JSON.writeValueAsString(
                                    Map.of("at", at.toString(), "automatic", true, "kind", "decision", "body", body)));
                    entries.addBatch();
                    if (++written % BATCH == 0) {
                        facts.executeBatch();
                        entries.executeBatch();
                    }
                }
            }
            facts.executeBatch();
            entries.executeBatch();
            connection.commit();
        }
        return written;
    }

    private List<Asked> decided(Row row) {
        Catalog catalog = sample.number(1).catalog();
        List<Asked> all = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            Map<String, Object> facts = new LinkedHashMap<>(IncidentFacts.withoutIncident(
                    new Scope(List.of("eu-west"), List.of("voice"), List.of()), catalog, row.detected()));
            facts.put("journey", row.journey());
            facts.put("journeys", List.of(row.journey()));
            facts.put("journeysHit", 1L);
            facts.put("journeysBad", 1L);
            facts.put("suspect", row.suspect());
            facts.put(
                    "suspectKind",
                    catalog.dependency(row.suspect()).orElseThrow().kind().id());
            facts.put("alerted", List.of(row.suspect()));
            facts.put("kinds", List.of("alert"));
            facts.put("senderSeverity", "critical");
            facts.put("severity", round == 0 ? "SEV3" : "SEV2");
            facts.put("status", "ongoing");
            facts.put("phase", "route");
            facts.put("manual", false);
            facts.put("certain", true);
            facts.put("sinceOnset", Duration.ofMinutes(1));
            all.add(asked(row, "severity", facts, Map.of("reports", 0L, "signals", "bad")));
            all.add(asked(row, "ownership", facts, Map.of("role", "commander")));
            all.add(asked(row, "ownership", facts, Map.of("role", "owner")));
            for (String light : List.of("identity", "completion")) {
                all.add(asked(
                        row,
                        "fallback-rules",
                        facts,
                        Map.of("light", light, "verdict", round == 0 ? "strained" : "bad")));
            }
            all.add(asked(
                    row,
                    "guardrails",
                    facts,
                    Map.of(
                            "action",
                            "customer.update",
                            "firstWord",
                            round == 0,
                            "automation",
                            true,
                            "path",
                            "vendor")));
        }
        return all;
    }

    private Asked asked(Row row, String table, Map<String, Object> known, Map<String, Object> more) {
        Map<String, Object> facts = new LinkedHashMap<>(known);
        facts.putAll(more);
        Set<String> before = hashes(row.key());
        Decision decision = sample.decisions().decide(World.LIVE, row.key(), 1, table, facts);
        String stored = db
                .sql("SELECT hash, body FROM decision_facts WHERE incident_key = :key")
                .param("key", row.key())
                .query((r, n) -> Map.entry(r.getString("hash"), r.getString("body")))
                .list()
                .stream()
                .filter(e -> !before.contains(e.getKey()))
                .findFirst()
                .orElseThrow()
                .getValue();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", "decided");
        body.put("table", table);
        body.put("path", decision.path());
        body.put("version", decision.version());
        body.put("playbook", 1);
        body.put("inputs", Map.of("journey", row.journey(), "suspect", row.suspect()));
        body.put("outputs", decision.rows().toString());
        body.put("rules", decision.rules());
        return new Asked(stored, body);
    }

    private Set<String> hashes(String key) {
        return Set.copyOf(db.sql("SELECT hash FROM decision_facts WHERE incident_key = :key")
                .param("key", key)
                .query(String.class)
                .list());
    }
}
