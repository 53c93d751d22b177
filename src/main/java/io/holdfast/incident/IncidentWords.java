package io.holdfast.incident;

import io.holdfast.time.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds incidents by words. What is looked through is one narrow row each, in small letters: through a hundred thousand of them both
 * databases look in less time than it takes to ask twice.
 */
final class IncidentWords {
    private static final int LONGEST = 2000;
    private static final int MOST_WORDS = 8;

    private final JdbcClient db;

    IncidentWords(JdbcClient db) {
        this.db = db;
    }

    /** Begins the row of a new incident. */
    void begin(IncidentRow row) {
        bound(row, """
                        INSERT INTO incident_words (incident_key, world, number, severity, state, words)
                        VALUES (:key, :world, :number, :severity, :state, :words)
                        """)
                .param("world", row.world.id())
                .param("number", row.number)
                .update();
    }

    /** Writes the row anew where it is no longer what it was. */
    void keep(IncidentRow row) {
        bound(row, """
                        UPDATE incident_words SET severity = :severity, state = :state, words = :words
                         WHERE incident_key = :key
                           AND (severity <> :severity OR state <> :state OR words <> :words)
                        """).update();
    }

    private JdbcClient.StatementSpec bound(IncidentRow row, String sql) {
        return db.sql(sql)
                .param("severity", row.severity.name())
                .param("state", row.phase == Phase.CLOSED ? "closed" : "open")
                .param("words", said(row))
                .param("key", row.key);
    }

    private static String said(IncidentRow row) {
        Stream<@Nullable String> one = Stream.of(
                row.key, row.title, row.ownerTeam, row.ownerPerson, row.commander, row.vendorCase, row.mergedInto);
        Stream<String> many = Stream.of(
                        row.journeys.stream().map(JourneyLights::journey),
                        row.suspects.stream().flatMap(s -> Stream.of(s.id(), s.name())),
                        row.scope.regions().stream(),
                        row.scope.channels().stream())
                .flatMap(words -> words);
        String all = Stream.concat(one.flatMap(w -> Optional.ofNullable(w).stream()), many)
                .distinct()
                .collect(java.util.stream.Collectors.joining(" "))
                .toLowerCase(Locale.ROOT);
        return all.length() > LONGEST ? all.substring(0, LONGEST) : all;
    }

    /** Keys, newest first. */
    List<String> find(World world, Incidents.Search search, @Nullable Long before, int limit) {
        StringBuilder sql = new StringBuilder("SELECT incident_key FROM incident_words WHERE world = :world");
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("world", world.id());
        if (before != null) {
            sql.append(" AND number < :before");
            params.put("before", before);
        }
        if (search.open()) {
            sql.append(" AND state = 'open'");
        }
        if (search.severity() != null) {
            sql.append(" AND severity = :severity");
            params.put("severity", search.severity().name());
        }
        int n = 0;
        for (String word : words(search.words())) {
            sql.append(" AND words LIKE :w").append(n).append(" ESCAPE '!'");
            params.put("w" + n++, "%" + escaped(word) + "%");
        }
        sql.append(" ORDER BY number DESC LIMIT :n");
        return db.sql(sql.toString())
                .params(params)
                .param("n", limit)
                .query(String.class)
                .list();
    }

    private static List<String> words(@Nullable String asked) {
        List<String> words = new ArrayList<>();
        for (String word :
                asked == null ? new String[0] : asked.toLowerCase(Locale.ROOT).split("\\s+")) {
            if (!word.isEmpty() && words.size() < MOST_WORDS) {
                words.add(word);
            }
        }
        return words;
    }

    private static String escaped(String word) {
        return word.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
