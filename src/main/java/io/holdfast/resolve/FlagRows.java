package io.holdfast.resolve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.time.SqlTime;
import io.holdfast.time.World;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Values of flags as rows. */
@Component
class FlagRows {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcClient db;

    FlagRows(JdbcClient db) {
        this.db = db;
    }

    /** All of this world, by key. */
    Map<String, Map<String, Integer>> all(World world) {
        Map<String, Map<String, Integer>> all = new LinkedHashMap<>();
        db.sql("SELECT flag, content FROM flag_value WHERE world = :world ORDER BY flag")
                .param("world", world.id())
                .query((row, i) -> all.put(row.getString("flag"), read(row.getString("content"))))
                .list();
        return all;
    }

    private static Map<String, Integer> read(String content) {
        try {
            return new TreeMap<>(JSON.readValue(content, new TypeReference<Map<String, Integer>>() {}));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A flag's value can't be read: " + content, e);
        }
    }

    void put(World world, String flag, Map<String, Integer> value, FlagHand by) {
        remove(world, flag);
        try {
            db.sql("""
                    INSERT INTO flag_value (world, flag, content, variant, set_by_kind, set_by_name, because, since)
                    VALUES (:world, :flag, :content, 'set', :kind, :name, :because, :since)
                    """)
                    .param("world", world.id())
                    .param("flag", flag)
                    .param("content", JSON.writeValueAsString(new TreeMap<>(value)))
                    .param("kind", by.kind())
                    .param("name", by.name())
                    .param("because", by.because())
                    .param("since", SqlTime.of(by.at()))
                    .update();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    void remove(World world, String flag) {
        db.sql("DELETE FROM flag_value WHERE world = :world AND flag = :flag")
                .param("world", world.id())
                .param("flag", flag)
                .update();
    }

    /** Who set it, when and why. */
    record FlagHand(String kind, String name, String because, Instant at) {}
}
