package io.holdfast.learn;

import io.holdfast.learn.Participants.Participant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Rows of who took part. Callers hold the incident's lock where they write. */
@Component
class ParticipantRows {
    private final JdbcClient db;

    ParticipantRows(JdbcClient db) {
        this.db = db;
    }

    List<Participant> of(String incident) {
        return db.sql("""
                SELECT * FROM review_participant WHERE incident_key = :incident AND taken_away = FALSE ORDER BY place, username
                """)
                .param("incident", incident)
                .query((row, i) -> new Participant(
                        row.getString("username"),
                        row.getBoolean("commanded"),
                        row.getBoolean("owned"),
                        row.getBoolean("acknowledged"),
                        row.getInt("answers"),
                        row.getInt("notes"),
                        row.getInt("acts"),
                        row.getBoolean("added")))
                .list();
    }

    /** What the record shows. Whoever was added or taken away by a person stays so. */
    void draft(String incident, List<Participant> participants) {
        for (Participant p : participants) {
            int known = with(p, db.sql("""
                    UPDATE review_participant SET commanded = :commanded, owned = :owned, acknowledged = :acknowledged,
                           answers = :answers, notes = :notes, acts = :acts
                     WHERE incident_key = :incident AND username = :username
                    """)).param("incident", incident).update();
            if (known == 0) {
                insert(incident, p);
            }
        }
    }

    /** Whether anything changed. */
    boolean add(String incident, String username) {
        boolean there = of(incident).stream().anyMatch(p -> p.username().equals(username));
        if (!there && mark(incident, username, false) == 0) {
            insert(incident, new Participant(username, false, false, false, 0, 0, 0, true));
        }
        return !there;
    }

    /** Whether anything changed. */
    boolean takeAway(String incident, String username) {
        return mark(incident, username, true) > 0;
    }

    private int mark(String incident, String username, boolean takenAway) {
        return db.sql("""
                UPDATE review_participant SET taken_away = :takenAway
                 WHERE incident_key = :incident AND username = :username AND taken_away <> :takenAway
                """)
                .param("takenAway", takenAway)
                .param("incident", incident)
                .param("username", username)
                .update();
    }

    private void insert(String incident, Participant p) {
        with(p, db.sql("""
                INSERT INTO review_participant
                  (incident_key, username, place, commanded, owned, acknowledged, answers, notes, acts, added, taken_away)
                SELECT :incident, :username, COALESCE(MAX(place), 0) + 1, :commanded, :owned, :acknowledged, :answers, :notes,
                       :acts, :added, FALSE
                  FROM review_participant WHERE incident_key = :incident
                """))
                .param("incident", incident)
                .param("added", p.added())
                .update();
    }

    private static JdbcClient.StatementSpec with(Participant p, JdbcClient.StatementSpec statement) {
        return statement
                .param("username", p.username())
                .param("commanded", p.commanded())
                .param("owned", p.owned())
                .param("acknowledged", p.acknowledged())
                .param("answers", p.answers())
                .param("notes", p.notes())
                .param("acts", p.acts());
    }
}
