package io.holdfast.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.time.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class DeedsInChains implements Deeds {
    private final JdbcClient db;
    private final Pseudonyms pseudonyms;

    DeedsInChains(JdbcClient db, Pseudonyms pseudonyms) {
        this.db = db;
        this.pseudonyms = pseudonyms;
    }

    private record Marked(String pseudonym, Instant at, String kind) {}

    @Override
    public List<Deed> of(World world, String chain) {
        List<Marked> marked = db
                .sql("""
                        SELECT body FROM evidence
                         WHERE world = :world AND chain = :chain AND automatic = FALSE ORDER BY seq
                        """)
                .param("world", world.id())
                .param("chain", chain)
                .query((row, i) -> Canonical.parse(row.getString("body")))
                .list()
                .stream()
                .filter(entry -> entry.path("by").has("person"))
                .map(DeedsInChains::marked)
                .toList();
        Map<String, Optional<String>> people = new HashMap<>();
        List<Deed> deeds = new ArrayList<>();
        for (Marked deed : marked) {
            people.computeIfAbsent(deed.pseudonym(), pseudonyms::username)
                    .ifPresent(username -> deeds.add(new Deed(username, deed.at(), deed.kind())));
        }
        return deeds;
    }

    private static Marked marked(JsonNode entry) {
        return new Marked(
                entry.path("by").path("person").asText(),
                Instant.parse(entry.path("at").asText()),
                entry.path("kind").asText());
    }
}
