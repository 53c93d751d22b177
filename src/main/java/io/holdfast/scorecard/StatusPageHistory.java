package io.holdfast.scorecard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads a status page's {@code incidents.json}. Planned work is passed over: it is no outage. Pure. */
final class StatusPageHistory {
    private static final int MOST = 2_000;
    private static final int LONGEST_NAME = 400;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One incident that was published. */
    record Item(
            String id,
            String name,
            String impact,
            Instant began,
            Instant published,
            @Nullable Instant resolved,
            String components,
            @Nullable String link,
            String body) {}

    private StatusPageHistory() {}

    /**
     * @throws IllegalArgumentException where it does not read so, with the place and what would be right
     */
    static List<Item> read(String json) {
        JsonNode tree;
        try {
            tree = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "This is no JSON (line " + e.getLocation().getLineNr()
                            + "); save the answer of the status page's /api/v2/incidents.json as it is",
                    e);
        }
        JsonNode list = tree.path("incidents");
        if (!list.isArray()) {
            throw new IllegalArgumentException(
                    "There is no list 'incidents' at the top; it is the answer of the status page's /api/v2/incidents.json"
                            + " that is wanted");
        }
        if (list.size() > MOST) {
            throw new IllegalArgumentException(
                    "There are " + list.size() + " incidents; send at most " + MOST + " at once");
        }
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            JsonNode incident = list.get(i);
            if (!isPlanned(incident)) {
                items.add(item(incident, "incidents[" + i + "]"));
            }
        }
        return items;
    }

    private static boolean isPlanned(JsonNode incident) {
        return incident.path("impact").asText().equals("maintenance")
                || incident.path("scheduled_for").isTextual();
    }

    private static Item item(JsonNode incident, String place) {
        String id = text(incident, "id");
        if (id == null || id.length() > 120) {
            throw new IllegalArgumentException(place + ".id is missing or too long; each incident has one of its own");
        }
        String name = text(incident, "name");
        Instant created = time(incident, "created_at", place);
        if (created == null) {
            throw new IllegalArgumentException(
                    place + ".created_at is missing; write when it was published, as 2026-05-12T08:40:00Z");
        }
        Instant started = time(incident, "started_at", place);
        Instant resolved = time(incident, "resolved_at", place);
        Instant began = started == null || started.isAfter(created) ? created : started;
        if (resolved != null && resolved.isBefore(began)) {
            throw new IllegalArgumentException(place + ".resolved_at lies before it began; one of the two is wrong");
        }
        String impact = text(incident, "impact");
        String link = text(incident, "shortlink");
        return new Item(
                id,
                cut(name == null ? "Incident without a name" : name, LONGEST_NAME),
                impact == null ? "none" : cut(impact.toLowerCase(Locale.ROOT), 20),
                began,
                firstWord(incident, created, place),
                resolved,
                cut(components(incident), 2000),
                link != null && link.startsWith("http") && link.length() <= 400 ? link : null,
                incident.toString());
    }

    private static Instant firstWord(JsonNode incident, Instant created, String place) {
        Instant first = created;
        JsonNode updates = incident.path("incident_updates");
        for (int i = 0; i < updates.size(); i++) {
            Instant at = time(updates.get(i), "created_at", place + ".incident_updates[" + i + "]");
            first = at != null && at.isBefore(first) ? at : first;
        }
        return first;
    }

    private static String components(JsonNode incident) {
        return StreamSupport.stream(incident.path("components").spliterator(), false)
                .map(c -> written(c.path("name").asText(), "name"))
                .filter(n -> !n.isBlank())
                .collect(Collectors.joining(", "));
    }

    private static @Nullable String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isTextual() && !value.asText().isBlank()
                ? written(value.asText(), field).strip()
                : null;
    }

    private static String written(String text, String field) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "'" + field + "' has a character of value 0, which is no text; take it out");
        }
        return text;
    }

    private static @Nullable Instant time(JsonNode node, String field, String place) {
        String text = text(node, field);
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    place + "." + field + " is '" + cut(text, 40) + "', no time; write it as 2026-05-12T08:40:00Z", e);
        }
    }

    private static String cut(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest - 1) + "…" : text;
    }
}
