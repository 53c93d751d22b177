package io.holdfast.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.time.World;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class ChainTimeline implements Timeline {

    private final JdbcClient db;
    private final Attachments attachments;
    private final Pseudonyms pseudonyms;
    private final Names names;

    ChainTimeline(JdbcClient db, Attachments attachments, Pseudonyms pseudonyms, Names names) {
        this.db = db;
        this.attachments = attachments;
        this.pseudonyms = pseudonyms;
        this.names = names;
    }

    private record Row(long seq, String body) {}

    @Override
    public List<Line> of(World world, String chain, long after, int limit) {
        List<Row> rows = db.sql("""
                        SELECT seq, body FROM evidence
                         WHERE world = :world AND chain = :chain AND seq > :after ORDER BY seq LIMIT :n
                        """)
                .param("world", world.id())
                .param("chain", chain)
                .param("after", after)
                .param("n", limit)
                .query((row, i) -> new Row(row.getLong("seq"), row.getString("body")))
                .list();
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<Long, List<Attachments.Stored>> beside = attachments.between(
                world, chain, rows.get(0).seq(), rows.get(rows.size() - 1).seq());
        Map<String, String> people = new HashMap<>();
        return rows.stream()
                .map(row -> line(row, beside.getOrDefault(row.seq(), List.of()), people))
                .toList();
    }

    private Line line(Row row, List<Attachments.Stored> beside, Map<String, String> people) {
        JsonNode entry = Canonical.parse(row.body());
        return new Line(
                row.seq(),
                Instant.parse(entry.path("at").asText()),
                entry.path("kind").asText(),
                entry.path("text").asText(),
                by(entry.path("by"), people),
                entry.path("automatic").asBoolean(),
                Canonical.map(entry.path("body")),
                note(beside));
    }

    private String by(JsonNode by, Map<String, String> people) {
        if (by.has("person")) {
            return people.computeIfAbsent(by.path("person").asText(), this::person);
        }
        if (by.has("token")) {
            return "token " + by.path("token").asText();
        }
        if (by.has("outside")) {
            return by.path("outside").asText();
        }
        if (by.has("rule")) {
            String row = by.has("row") ? " row " + by.path("row").asText() : "";
            String rule = by.path("rule").asText();
            return rule.substring(rule.lastIndexOf('/') + 1) + row + ", playbook "
                    + by.path("playbook").asText();
        }
        return "Holdfast, " + by.path("self").asText();
    }

    private String person(String pseudonym) {
        return pseudonyms.username(pseudonym).map(names::nameOf).orElse("somebody whose name was erased");
    }

    /** The attachment called {@code note}; else all that is there, in order of name. */
    private static @Nullable String note(List<Attachments.Stored> beside) {
        StringBuilder all = new StringBuilder();
        for (Attachments.Stored stored : beside) {
            byte[] content = stored.content();
            if (content == null) {
                continue;
            }
            String text = new String(content, StandardCharsets.UTF_8);
            if (stored.name().equals("note")) {
                return text;
            }
            all.append(all.isEmpty() ? "" : "\n").append(text);
        }
        return all.isEmpty() ? null : all.toString();
    }
}
