package io.holdfast.playbook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.time.World;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.erdtman.jcs.JsonCanonicalizer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All that was known when a table was asked: canonical, stored once per incident and content, so that a decision can be replayed. */
@Component
class DecisionFacts {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final JdbcClient db;

    DecisionFacts(JdbcClient db) {
        this.db = db;
    }

    /**
     * Stores these facts with the current transaction, which holds the incident's lock.
     *
     * @return their hash
     */
    String store(World world, String incident, Map<String, @Nullable Object> facts) {
        String body = canonical(facts);
        String hash = Sha256.of(body);
        db.sql("""
                INSERT INTO decision_facts (world, incident_key, hash, body)
                SELECT :world, CAST(:incident AS VARCHAR(60)), CAST(:hash AS VARCHAR(64)), :body
                 WHERE NOT EXISTS (SELECT 1 FROM decision_facts WHERE incident_key = :incident AND hash = :hash)
                """)
                .param("world", world.id())
                .param("incident", incident)
                .param("hash", hash)
                .param("body", body)
                .update();
        return hash;
    }

    private static String canonical(Map<String, @Nullable Object> facts) {
        try {
            return new JsonCanonicalizer(JSON.writeValueAsString(recorded(facts))).getEncodedString();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Facts that are no JSON: " + facts, e);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As the record writes it: decimals, durations and times as text; nulls stay. */
    static @Nullable Object recorded(@Nullable Object value) {
        Object plain = FeelValues.plain(value);
        if (plain instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, each) -> copy.put(String.valueOf(key), recorded(each)));
            return copy;
        }
        if (plain instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(each -> copy.add(recorded(each)));
            return copy;
        }
        if (plain instanceof ZonedDateTime at) {
            return UTC.format(at);
        }
        if (plain instanceof Duration || plain instanceof Double) {
            return plain.toString();
        }
        boolean known = plain == null || plain instanceof String || plain instanceof Long || plain instanceof Boolean;
        return known ? plain : String.valueOf(plain);
    }

    /** The same for an entry's body, which knows no null: what is not known is left out. */
    static Map<String, Object> known(Map<String, ?> values) {
        Map<String, Object> body = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            Object recorded = recorded(value);
            if (recorded instanceof Map<?, ?> map) {
                @SuppressWarnings("unchecked")
                Map<String, ?> inner = (Map<String, ?>) map;
                body.put(name, known(inner));
            } else if (recorded instanceof List<?> list) {
                body.put(name, list.stream().filter(java.util.Objects::nonNull).toList());
            } else if (recorded != null) {
                body.put(name, recorded);
            }
        });
        return body;
    }
}
