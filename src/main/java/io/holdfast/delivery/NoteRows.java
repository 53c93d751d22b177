package io.holdfast.delivery;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which posts of incidents' channels are notes of a timeline. */
@Component
class NoteRows {
    private final JdbcClient db;

    NoteRows(JdbcClient db) {
        this.db = db;
    }

    /**
     * A post that is a note, or was one.
     *
     * @param digest of what the timeline says of it now
     * @param marked whether it became one by a reaction, as a whole; else by how it begins
     */
    record Kept(String digest, boolean marked) {
        /** Whether it was taken back. */
        boolean withdrawn() {
            return digest.equals(Digests.of(""));
        }
    }

    Optional<Kept> find(String channel, String ts) {
        return db.sql("SELECT digest, marked FROM slack_note WHERE channel_id = :channel AND ts = :ts")
                .param("channel", channel)
                .param("ts", ts)
                .query((row, i) -> new Kept(row.getString("digest"), row.getBoolean("marked")))
                .optional();
    }

    /** Keeps it; under the incident's lock. */
    void keep(String incident, String channel, String ts, Kept kept) {
        int known = db.sql("""
                UPDATE slack_note SET digest = :digest, marked = :marked
                 WHERE channel_id = :channel AND ts = :ts AND incident_key = :incident
                """)
                .param("digest", kept.digest())
                .param("marked", kept.marked())
                .param("channel", channel)
                .param("ts", ts)
                .param("incident", incident)
                .update();
        if (known == 0) {
            db.sql("""
                    INSERT INTO slack_note (channel_id, ts, incident_key, digest, marked)
                    VALUES (:channel, :ts, :incident, :digest, :marked)
                    """)
                    .param("digest", kept.digest())
                    .param("marked", kept.marked())
                    .param("channel", channel)
                    .param("ts", ts)
                    .param("incident", incident)
                    .update();
        }
    }
}
