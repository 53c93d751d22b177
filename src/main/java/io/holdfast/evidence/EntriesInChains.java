package io.holdfast.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.time.World;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
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
        // One after the other by their key: with a list of chains, and with a table of them, H2 reads the whole world
        // instead.
        List<Seen> all = new ArrayList<>();
        for (String chain : new TreeSet<>(chains)) {
            all.addAll(between(world, chain, 0, Long.MAX_VALUE, kinds));
        }
        return all;
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
