package io.holdfast.incident;

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
 * Finds incidents of the live world by words. What is looked through is one narrow row each, in small letters, the newest first in the
 * order of the key itself: of what many have, few rows are read, and a hundred thousand are read through in some ten milliseconds.
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
        if (!row.world.isLive()) {
            return; // a drill's are few, and are found through the drill
        }
        bound(row, """
                        INSERT INTO incident_words (place, incident_key, severity, state, words)
                        VALUES (:place, :key, :severity, :state, :words)
                        """).param("place", -row.number).update();
    }

    /** Writes the row anew where it is no longer what it was. */
    void keep(IncidentRow row) {
        if (!row.world.isLive()) {
            return;
        }
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
    List<String> find(Incidents.Search search, @Nullable Long before, int limit) {
        List<String> where = new ArrayList<>();
        Map<String, Object> params = new LinkedHashMap<>();
        if (before != null) {
            where.add("place > :before");
            params.put("before", -before);
        }
        if (search.open()) {
            where.add("state = 'open'");
        }
        if (search.severity() != null) {
            where.add("severity = :severity");
            params.put("severity", search.severity().name());
        }
        for (String word : words(search.words())) {
            String name = "w" + params.size();
            where.add("words LIKE :" + name + " ESCAPE '!'");
            params.put(name, "%" + escaped(word) + "%");
        }
        return db.sql("SELECT incident_key FROM incident_words "
                        + (where.isEmpty() ? "" : "WHERE " + String.join(" AND ", where))
                        + " ORDER BY place LIMIT :n")
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
