package io.holdfast.learn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.detect.ReadingsAgain.Refolded;
import io.holdfast.incident.Scope;
import io.holdfast.time.SqlTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Past incidents of the live world as noticing is measured by them, and what else the record has of who noticed them. */
@Component
class NoticedRows {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A signal is received before it is judged, and an incident detected when it is. */
    private static final Duration JUDGED_WITHIN = Duration.ofMinutes(1);

    private final JdbcClient db;

    NoticedRows(JdbcClient db) {
        this.db = db;
    }

    /** Those that began since then, in the order of their numbers. */
    List<Happened> since(Instant since) {
        Map<String, Set<String>> journeys = new HashMap<>();
        db.sql("""
                SELECT j.incident_key, j.journey FROM incident_journey j JOIN incident i ON i.incident_key = j.incident_key
                 WHERE i.world = 'live' AND i.onset_at >= :since
                """).param("since", SqlTime.of(since)).query(row -> {
            journeys.computeIfAbsent(row.getString("incident_key"), k -> new HashSet<>())
                    .add(row.getString("journey"));
        });
        return db.sql("""
                        SELECT incident_key, title, ending, drill, onset_at, detected_at, ended_at, regions, channels, segments
                          FROM incident WHERE world = 'live' AND onset_at >= :since ORDER BY number
                        """)
                .param("since", SqlTime.of(since))
                .query((row, n) -> {
                    String ending = row.getString("ending");
                    return new Happened(
                            row.getString("incident_key"),
                            row.getString("title"),
                            ending,
                            !row.getBoolean("drill") && !"duplicate".equals(ending),
                            SqlTime.get(row, "onset_at"),
                            SqlTime.get(row, "detected_at"),
                            SqlTime.orNull(row, "ended_at"),
                            new Scope(
                                    split(row.getString("regions")),
                                    split(row.getString("channels")),
                                    split(row.getString("segments"))),
                            journeys.getOrDefault(row.getString("incident_key"), Set.of()));
                })
                .list();
    }

    private static List<String> split(String lines) {
        return lines.lines().filter(line -> !line.isEmpty()).toList();
    }

    /**
     * When anything but these indicators said that something was wrong: an alert, notice or report, or another indicator that turned bad.
     * What agents see once they were told of the incident is no noticing.
     */
    Optional<Instant> otherwise(Happened incident, List<Refolded> but) {
        Instant from = incident.detected().minus(JUDGED_WITHIN);
        Optional<Instant> told = db.sql("""
                        SELECT received_at FROM signal
                         WHERE incident = :key AND kind IN ('alert', 'notice', 'report') AND state = 'firing' AND source <> 'agents'
                           AND received_at >= :from ORDER BY received_at LIMIT 1
                        """)
                .param("key", incident.key())
                .param("from", SqlTime.of(from))
                .query((row, n) -> SqlTime.get(row, "received_at"))
                .optional();
        Set<String> changed = but.stream().map(NoticedRows::place).collect(Collectors.toSet());
        record Turned(Instant at, JsonNode body) {}
        Optional<Instant> measured = db
                .sql("""
                        SELECT at, body FROM evidence
                         WHERE world = 'live' AND chain = :key AND kind = 'indicator' AND at >= :from ORDER BY seq
                        """)
                .param("key", incident.key())
                .param("from", SqlTime.of(from))
                .query((row, n) -> new Turned(SqlTime.get(row, "at"), body(row.getString("body"))))
                .list()
                .stream()
                .filter(turned -> turned.body().path("now").asText().equals("bad"))
                .filter(turned -> !changed.contains(place(turned.body())))
                .map(Turned::at)
                .findFirst();
        return Stream.of(told, measured).flatMap(Optional::stream).min(Instant::compareTo);
    }

    private static JsonNode body(String entry) {
        try {
            return JSON.readTree(entry).path("body");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An entry that can't be read", e);
        }
    }

    private static String place(Refolded r) {
        return String.join(
                "|",
                r.metric(),
                r.journey() == null ? "" : r.journey(),
                r.dependency() == null ? "" : r.dependency(),
                String.join(",", r.scope().regions()));
    }

    private static String place(JsonNode turned) {
        return String.join(
                "|",
                turned.path("metric").asText(),
                turned.path("journey").asText(),
                turned.path("dependency").asText(),
                turned.path("region").asText());
    }
}
