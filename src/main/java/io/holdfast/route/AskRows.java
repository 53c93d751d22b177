package io.holdfast.route;

import io.holdfast.time.SqlTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class AskRows implements Asked {
    private final JdbcClient db;

    AskRows(JdbcClient db) {
        this.db = db;
    }

    @Override
    public Optional<Question> of(String incident, String role) {
        return db.sql("SELECT * FROM role_ask WHERE incident_key = :incident AND role = :role")
                .param("incident", incident)
                .param("role", role)
                .query((row, i) -> new Question(
                        row.getString("incident_key"),
                        row.getString("role"),
                        row.getString("team"),
                        row.getInt("rung"),
                        row.getString("handed_to"),
                        SqlTime.get(row, "asked_at")))
                .optional();
    }

    /** Writes the question; the incident's row is locked, so nobody else writes it meanwhile. */
    void put(Question question) {
        over(question.incident(), question.role());
        db.sql("""
                INSERT INTO role_ask (incident_key, role, team, rung, handed_to, asked_at)
                VALUES (:incident, :role, :team, :rung, :handedTo, :at)
                """)
                .param("incident", question.incident())
                .param("role", question.role())
                .param("team", question.team())
                .param("rung", question.rung())
                .param("handedTo", question.handedTo())
                .param("at", SqlTime.of(question.askedAt()))
                .update();
    }

    /** Nobody is asked any more. */
    void over(String incident, String role) {
        db.sql("DELETE FROM role_ask WHERE incident_key = :incident AND role = :role")
                .param("incident", incident)
                .param("role", role)
                .update();
    }
}
