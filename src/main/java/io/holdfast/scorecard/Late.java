package io.holdfast.scorecard;

import io.holdfast.time.SqlTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is still open and past its due date, per incident. It is asked when the scorecard is looked at, since it grows late without
 * anything happening.
 */
record Late(Map<String, Long> reviews, Map<String, Long> actions) {
    static final Late NOTHING = new Late(Map.of(), Map.of());

    static Late now(JdbcClient db, Instant now, LocalDate today) {
        Map<String, Long> reviews = new HashMap<>();
        db.sql("SELECT incident_key FROM review WHERE written_at IS NULL AND due_at < :now")
                .param("now", SqlTime.of(now))
                .query(r -> {
                    reviews.put(r.getString("incident_key"), 1L);
                });
        Map<String, Long> actions = new HashMap<>();
        db.sql("""
                SELECT incident_key, COUNT(*) AS n FROM review_action WHERE done_at IS NULL AND due_on < :today
                 GROUP BY incident_key
                """).param("today", today).query(r -> {
            actions.put(r.getString("incident_key"), r.getLong("n"));
        });
        return new Late(reviews, actions);
    }

    long reviews(Measured m) {
        return reviews.getOrDefault(m.key, 0L);
    }

    long actions(Measured m) {
        return actions.getOrDefault(m.key, 0L);
    }
}
