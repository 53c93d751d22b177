package io.holdfast.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.time.World;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class EntriesInChains implements Entries {
    private final JdbcClient db;

    EntriesInChains(JdbcClient db) {
        this.db = db;
    }

    @Override
    public List<Seen> of(World world, Collection<String> chains, Collection<String> kinds) {
        if (chains.isEmpty()) {
            return List.of();
        }
        // As a table of its own: a list of values leads H2 through a key's first column only, and that is the world.
        Map<String, Object> named = new LinkedHashMap<>();
        StringBuilder values = new StringBuilder();
        for (String chain : chains) {
            String name = "c" + named.size();
            values.append(named.isEmpty() ? "" : ", ")
                    .append("(CAST(:")
                    .append(name)
                    .append(" AS VARCHAR(60)))");
            named.put(name, chain);
        }
        return db.sql("SELECT e.chain, e.seq, e.body FROM (VALUES " + values + ") AS wanted (chain)"
                        + " JOIN evidence e ON e.world = :world AND e.chain = wanted.chain"
                        + " WHERE e.kind IN (:kinds) ORDER BY e.chain, e.seq")
                .params(named)
                .param("world", world.id())
                .param("kinds", kinds)
                .query((row, i) -> seen(row))
                .list();
    }

    @Override
    public List<Seen> between(World world, String chain, long seq, long upTo, Collection<String> kinds) {
        return db.sql("""
                        SELECT chain, seq, body FROM evidence
                         WHERE world = :world AND chain = :chain AND seq > :seq AND seq <= :upTo AND kind IN (:kinds)
                         ORDER BY seq
                        """)
                .param("world", world.id())
                .param("chain", chain)
                .param("seq", seq)
                .param("upTo", upTo)
                .param("kinds", kinds)
                .query((row, i) -> seen(row))
                .list();
    }

    @Override
    public long last(World world, String chain) {
        return db.sql("SELECT seq FROM evidence_head WHERE world = :world AND chain = :chain")
                .param("world", world.id())
                .param("chain", chain)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    private static Seen seen(ResultSet row) throws SQLException {
        JsonNode entry = Canonical.parse(row.getString("body"));
        return new Seen(
                row.getString("chain"),
                row.getLong("seq"),
                Instant.parse(entry.path("at").asText()),
                entry.path("kind").asText(),
                rule(entry.path("by")),
                Canonical.map(entry.path("body")));
    }

    private static Actor.@Nullable Rule rule(JsonNode by) {
        return by.has("rule")
                ? new Actor.Rule(
                        by.path("rule").asText(),
                        by.path("version").asInt(),
                        by.has("row") ? by.path("row").asText() : null,
                        by.path("playbook").asLong())
                : null;
    }
}
