package io.holdfast.facts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Mode;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.incident.JourneyLights;
import io.holdfast.incident.Scope;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The fact sheets as rows, one per incident and version. Whoever draws one holds the incident's row lock. */
@Component
class FactSheetRows implements FactSheets {
    private static final int JOURNEYS = 3;

    private final JdbcClient db;
    private final Incidents incidents;
    private final Playbooks playbooks;
    private final FactWords words;
    private final ModesOn modesOn;
    private final Times times;
    private final ObjectMapper json;

    FactSheetRows(
            JdbcClient db,
            Incidents incidents,
            Playbooks playbooks,
            FactWords words,
            ModesOn modesOn,
            Times times,
            ObjectMapper json) {
        this.db = db;
        this.incidents = incidents;
        this.playbooks = playbooks;
        this.words = words;
        this.modesOn = modesOn;
        this.times = times;
        this.json = json;
    }

    @Override
    public Optional<FactSheet> current(String incident) {
        return db.sql("SELECT * FROM fact_sheet WHERE incident_key = :key ORDER BY version DESC LIMIT 1")
                .param("key", incident)
                .query((r, i) -> map(r))
                .optional();
    }

    @Override
    public Optional<FactSheet> version(String incident, int version) {
        return db.sql("SELECT * FROM fact_sheet WHERE incident_key = :key AND version = :version")
                .param("key", incident)
                .param("version", version)
                .query((r, i) -> map(r))
                .optional();
    }

    @Override
    public FactSheet refresh(String incident) {
        Incident locked = incidents.locked(incident);
        Optional<FactSheet> before = current(incident);
        return draw(locked, before, before.map(FactSheet::nextWordAt).orElse(null));
    }

    @Override
    public FactSheet promise(String incident, @Nullable Instant nextWordAt) {
        Incident locked = incidents.locked(incident);
        return draw(locked, current(incident), nextWordAt);
    }

    private FactSheet draw(Incident incident, Optional<FactSheet> before, @Nullable Instant nextWordAt) {
        Catalog catalog = playbooks.current(incident.world()).catalog();
        List<Mode> modes = modesOn.on(incident.key());
        Map<String, FactSheet.Words> said = new LinkedHashMap<>();
        for (String locale : catalog.locales()) {
            said.put(locale, words.of(incident, modes, locale, JOURNEYS, true));
        }
        FactSheet drawn = new FactSheet(
                incident.key(),
                before.map(FactSheet::version).orElse(0) + 1,
                times.in(incident.world()),
                incident.onsetAt(),
                nextWordAt,
                incident.status().id(),
                incident.scope(),
                incident.journeys().stream().map(JourneyLights::journey).toList(),
                modes.stream().map(m -> m.journey() + "/" + m.id()).toList(),
                said);
        if (before.isPresent() && same(before.get(), drawn)) {
            return before.get();
        }
        insert(drawn);
        return drawn;
    }

    private static boolean same(FactSheet a, FactSheet b) {
        return a.since().equals(b.since())
                && java.util.Objects.equals(a.nextWordAt(), b.nextWordAt())
                && a.status().equals(b.status())
                && a.scope().equals(b.scope())
                && a.journeys().equals(b.journeys())
                && a.modes().equals(b.modes())
                && a.words().equals(b.words());
    }

    private void insert(FactSheet sheet) {
        db.sql("""
                INSERT INTO fact_sheet (incident_key, version, drawn_at, since, next_word_at, status, regions, channels,
                                        segments, journeys, modes, words)
                VALUES (:key, :version, :at, :since, :next, :status, :regions, :channels, :segments, :journeys, :modes, :words)
                """)
                .param("key", sheet.incident())
                .param("version", sheet.version())
                .param("at", SqlTime.of(sheet.at()))
                .param("since", SqlTime.of(sheet.since()))
                .param("next", SqlTime.of(sheet.nextWordAt()))
                .param("status", sheet.status())
                .param("regions", String.join(",", sheet.scope().regions()))
                .param("channels", String.join(",", sheet.scope().channels()))
                .param("segments", String.join(",", sheet.scope().segments()))
                .param("journeys", String.join(",", sheet.journeys()))
                .param("modes", String.join(",", sheet.modes()))
                .param("words", write(sheet.words()))
                .update();
    }

    private FactSheet map(ResultSet r) throws SQLException {
        return new FactSheet(
                r.getString("incident_key"),
                r.getInt("version"),
                SqlTime.get(r, "drawn_at"),
                SqlTime.get(r, "since"),
                SqlTime.orNull(r, "next_word_at"),
                r.getString("status"),
                new Scope(list(r, "regions"), list(r, "channels"), list(r, "segments")),
                list(r, "journeys"),
                list(r, "modes"),
                read(r.getString("words")));
    }

    private static List<String> list(ResultSet r, String column) throws SQLException {
        String text = r.getString(column);
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(","));
    }

    private String write(Map<String, FactSheet.Words> said) {
        try {
            return json.writeValueAsString(said);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The words of a fact sheet can't be written as JSON", e);
        }
    }

    private Map<String, FactSheet.Words> read(String text) {
        try {
            return json.readValue(text, new TypeReference<LinkedHashMap<String, FactSheet.Words>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The words of a fact sheet in the database are no JSON", e);
        }
    }
}
