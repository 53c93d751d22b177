package io.holdfast.drill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.holdfast.catalog.Catalog;
import io.holdfast.incident.Ending;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.incident.JourneyLights;
import io.holdfast.incident.Suspect;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.SqlTime;
import io.holdfast.time.World;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Makes a scenario of a past incident: its signals as they were recorded, with the quarter of an hour before, people who answer as
 * proposed, and what came of it as what must come of it. Nothing of it names a customer or a person.
 */
@Component
public class ScenarioOfIncident {
    private static final Duration BEFORE = Duration.ofMinutes(15);
    private static final Duration AFTER = Duration.ofMinutes(45);
    private static final int MOST = 20_000;
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .build();

    private final JdbcClient db;
    private final Incidents incidents;
    private final Playbooks playbooks;
    private final ObjectMapper json;

    ScenarioOfIncident(JdbcClient db, Incidents incidents, Playbooks playbooks, ObjectMapper json) {
        this.db = db;
        this.incidents = incidents;
        this.playbooks = playbooks;
        this.json = json;
    }

    /**
     * A zip of two files for {@code processes/scenarios}: {@code inc-7.yaml} and {@code inc-7.ndjson}.
     *
     * @throws NoSuchElementException where there is no such incident
     * @throws IllegalStateException where it is still going on
     */
    public byte[] zip(String key) {
        Incident incident = incidents
                .find(key)
                .filter(i -> i.world().isLive())
                .orElseThrow(() -> new NoSuchElementException("There is no incident " + key));
        Instant ended = incident.endedAt()
                .orElseThrow(() -> new IllegalStateException(
                        key + " is still going on; a scenario can be made of it once it is over"));
        Instant begins = incident.onsetAt().minus(BEFORE).truncatedTo(ChronoUnit.MINUTES);
        List<String> signals = signals(incident, begins, ended);
        if (signals.isEmpty()) {
            throw new IllegalStateException("No signals of " + key + " are kept; nothing could be played");
        }
        String name = key.toLowerCase(Locale.ROOT);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name + ".yaml"));
            zip.write(yaml(incident, begins, ended, name).getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry(name + ".ndjson"));
            zip.write((String.join("\n", signals) + "\n").getBytes(StandardCharsets.UTF_8));
            zip.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    // ---- signals

    private List<String> signals(Incident incident, Instant begins, Instant ended) {
        List<String> journeys =
                incident.journeys().stream().map(JourneyLights::journey).toList();
        return db.sql("""
                SELECT s.*, k.identity_key FROM signal s LEFT JOIN signal_key k ON k.key_hash = s.key_hash
                 WHERE s.world = 'live' AND s.world_at BETWEEN :from AND :to AND s.kind <> 'raw'
                   AND (s.incident = :key OR s.kind IN ('measurement', 'change') AND (s.journey IS NULL OR s.journey IN (:journeys)))
                 ORDER BY s.world_at, s.id LIMIT :n
                """)
                .param("from", SqlTime.of(begins))
                .param("to", SqlTime.of(ended))
                .param("key", incident.key())
                .param("journeys", journeys.isEmpty() ? List.of("-") : journeys)
                .param("n", MOST)
                .query((row, i) -> line(row))
                .list();
    }

    private String line(ResultSet row) throws SQLException {
        ObjectNode signal = json.createObjectNode();
        signal.put("kind", row.getString("kind"));
        signal.put("source", row.getString("source"));
        put(signal, "key", row.getString("identity_key"));
        put(signal, "journey", row.getString("journey"));
        put(signal, "dependency", row.getString("dependency"));
        put(signal, "metric", row.getString("metric"));
        if (row.getString("kind").equals("measurement")) {
            signal.put("value", row.getDouble("metric_value"));
            long count = row.getLong("sample_count");
            if (!row.wasNull()) {
                signal.put("count", count);
            }
        } else {
            signal.put("title", row.getString("title"));
            put(signal, "status", row.getString("state"));
            put(signal, "severity", row.getString("severity"));
        }
        put(signal, "region", row.getString("region"));
        put(signal, "channel", row.getString("channel"));
        put(signal, "segment", row.getString("segment"));
        signal.put("at", SqlTime.get(row, "world_at").toString());
        return signal.toString();
    }

    private static void put(ObjectNode signal, String field, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            signal.put(field, value);
        }
    }

    // ---- the scenario

    private String yaml(Incident incident, Instant begins, Instant ended, String name) {
        Catalog catalog = playbooks.current(World.LIVE).catalog();
        ZoneId zone = catalog.zone();
        Map<String, Object> s = new LinkedHashMap<>();
        s.put("name", "As in " + incident.key() + ": " + incident.title());
        s.put("about", "What came in during " + incident.key() + ", again; it must come out no worse than then.");
        s.put("starts", begins.atZone(zone).toLocalDateTime().toString());
        s.put("lasts", minutes(Duration.between(begins, ended).plus(AFTER)));
        s.put("trouble", minutes(Duration.between(begins, incident.onsetAt())));
        s.put("customers", customers(incident, catalog));
        s.put("signals", List.of(Map.of("recorded", name + ".ndjson")));
        s.put("people", people());
        s.put("expect", expect(incident, catalog));
        try {
            return "# yaml-language-server: $schema=scenario.schema.json\n" + YAML.writeValueAsString(s);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Map<String, Object>> customers(Incident incident, Catalog catalog) {
        List<String> regions = incident.scope().regions().isEmpty()
                ? List.of("")
                : incident.scope().regions();
        List<Map<String, Object>> all = new ArrayList<>();
        for (String region : regions) {
            Map<String, Object> some = new LinkedHashMap<>();
            some.put("count", 20);
            some.put("locale", catalog.locales().get(0));
            if (!region.isEmpty()) {
                some.put("region", region);
            }
            some.put("consents", List.of("sms", "email"));
            all.add(some);
        }
        return all;
    }

    private static List<Map<String, Object>> people() {
        List<Map<String, Object>> all = new ArrayList<>();
        all.add(hand("isThisReal", 1, Map.of("verdict", "confirm")));
        all.add(hand("takeCommand", 2, Map.of()));
        all.add(hand("takeOwnership", 2, Map.of()));
        all.add(hand("confirmDiagnosis", 2, Map.of()));
        all.add(hand("approveMode", 1, Map.of("verdict", "switch")));
        all.add(hand("switchByHand", 3, Map.of()));
        all.add(hand("undoByHand", 3, Map.of()));
        all.add(hand("approveUpdate", 1, Map.of("verdict", "send")));
        all.add(hand("workOffBacklog", 5, Map.of("callbacksLeft", 0, "waveOver", true)));
        all.add(hand("giveAllClear", 1, Map.of()));
        return all;
    }

    private static Map<String, Object> hand(String task, int minutes, Map<String, Object> answer) {
        Map<String, Object> hand = new LinkedHashMap<>();
        hand.put("task", task);
        hand.put("after", "PT" + minutes + "M");
        if (!answer.isEmpty()) {
            hand.put("answer", answer);
        }
        return hand;
    }

    private List<Map<String, Object>> expect(Incident incident, Catalog catalog) {
        List<Map<String, Object>> all = new ArrayList<>();
        all.add(Map.of("incidents", 1));
        incident.suspect()
                .map(Suspect::id)
                .filter(id -> catalog.dependency(id).isPresent())
                .ifPresent(id -> all.add(Map.of("suspect", id)));
        all.add(Map.of("severity", incident.severity().name()));
        incident.ownerTeam()
                .filter(team -> catalog.team(team).isPresent())
                .ifPresent(team -> all.add(Map.of("owner", team)));
        for (String mode : modes(incident)) {
            int slash = mode.indexOf('/');
            if (catalog.mode(mode.substring(0, slash), mode.substring(slash + 1))
                    .isPresent()) {
                all.add(Map.of("mode", mode));
            }
        }
        incident.agentsToldAt().ifPresent(at -> all.add(told("agents", incident, at)));
        incident.customersToldAt().ifPresent(at -> all.add(told("customers", incident, at)));
        incident.ending().filter(e -> e == Ending.RESOLVED).ifPresent(e -> all.add(Map.of("ending", e.id())));
        all.add(Map.of("apart", true));
        return all;
    }

    private static Map<String, Object> told(String who, Incident incident, Instant at) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("told", who);
        told.put("within", minutes(Duration.between(incident.onsetAt(), at).plusMinutes(5)));
        return told;
    }

    /** Those that came on. */
    private List<String> modes(Incident incident) {
        return db.sql("""
                SELECT DISTINCT journey || '/' || mode AS what FROM mode_switch
                 WHERE incident_key = :key AND (verified_at IS NOT NULL OR hard_end_at IS NOT NULL) ORDER BY what
                """).param("key", incident.key()).query(String.class).list();
    }

    private static String minutes(Duration time) {
        return "PT" + Math.max(1, (time.toSeconds() + 59) / 60) + "M";
    }
}
