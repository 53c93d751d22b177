package io.holdfast.tasks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.holdfast.evidence.Actor;
import io.holdfast.time.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class AnswerRows implements Answers {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .build();

    private final JdbcClient db;

    AnswerRows(JdbcClient db) {
        this.db = db;
    }

    void insert(String taskId, Answer answer) {
        db.sql("""
                INSERT INTO answer (task_id, incident_key, task_key, ref, by_kind, by_name, answered_at, answers)
                VALUES (:task, :incident, :key, :ref, :kind, :name, :at, :answers)
                """)
                .param("task", taskId)
                .param("incident", answer.incident())
                .param("key", answer.key())
                .param("ref", answer.ref())
                .param("kind", answer.by() instanceof Actor.Token ? "token" : "person")
                .param("name", nameOf(answer.by()))
                .param("at", SqlTime.of(answer.at()))
                .param("answers", text(answer.values()))
                .update();
    }

    boolean answered(String taskId) {
        return db.sql("SELECT COUNT(*) FROM answer WHERE task_id = :task")
                        .param("task", taskId)
                        .query(Long.class)
                        .single()
                > 0;
    }

    @Override
    public Optional<Answer> latest(String incident, String key, @Nullable String ref) {
        return db.sql("SELECT * FROM answer WHERE incident_key = :incident AND task_key = :key"
                        + (ref == null ? "" : " AND ref = :ref") + " ORDER BY id DESC LIMIT 1")
                .param("incident", incident)
                .param("key", key)
                .params(ref == null ? Map.of() : Map.of("ref", ref))
                .query((row, i) -> map(row))
                .optional();
    }

    @Override
    public List<Answer> of(String incident) {
        return db.sql("SELECT * FROM answer WHERE incident_key = :incident ORDER BY id")
                .param("incident", incident)
                .query((row, i) -> map(row))
                .list();
    }

    private static Answer map(ResultSet row) throws SQLException {
        String name = row.getString("by_name");
        Instant at = SqlTime.get(row, "answered_at");
        return new Answer(
                row.getString("incident_key"),
                row.getString("task_key"),
                row.getString("ref"),
                row.getString("by_kind").equals("token") ? new Actor.Token(name) : new Actor.Person(name),
                at,
                values(row.getString("answers")));
    }

    private static String nameOf(Actor by) {
        if (by instanceof Actor.Person person) {
            return person.username();
        }
        if (by instanceof Actor.Token token) {
            return token.name();
        }
        throw new IllegalArgumentException("Only a person or a token answers, not " + by);
    }

    private static String text(Map<String, Object> values) {
        try {
            return JSON.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Answers are strings, whole numbers and booleans", e);
        }
    }

    private static Map<String, Object> values(String text) {
        try {
            return JSON.readValue(text, new TypeReference<Map<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored answer does not read as JSON", e);
        }
    }
}
