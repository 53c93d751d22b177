package io.holdfast.delivery;

import io.holdfast.time.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Posts that were edited and whose readers are still to be told what changed. */
@Component
class SlackChanges {
    private static final int LONGEST = 200;

    private final JdbcClient db;

    SlackChanges(JdbcClient db) {
        this.db = db;
    }

    /**
     * A post that was edited.
     *
     * @param from the version that Slack showed before the first edit that is still to be told of
     * @param at when the last edit was made, by the world's clock
     */
    record Change(
            String world,
            String topic,
            String address,
            String replyTopic,
            String recipient,
            String locale,
            String ts,
            int from,
            Instant at) {}

    /** Notes that this post shows a newer version now; in the transaction that learns of it. */
    static void edited(JdbcClient db, Claimed edit, String ts, int from, Instant at) {
        Map<String, Object> key = Map.of(
                "world", edit.message().world().id(),
                "topic", edit.message().topic(),
                "address", edit.address());
        // Whoever tells of it right now holds this row: then it is gone once this goes on, and noted anew.
        int known = db.sql("""
                UPDATE slack_change SET changed_at = :at
                 WHERE world = :world AND topic = :topic AND address = :address AND ts = :ts
                """)
                .params(key)
                .param("ts", ts)
                .param("at", SqlTime.of(at))
                .update();
        if (known > 0) {
            return;
        }
        db.sql("DELETE FROM slack_change WHERE world = :world AND topic = :topic AND address = :address")
                .params(key)
                .update();
        String replies = edit.message().topic() + "/changed/" + edit.address();
        db.sql("""
                INSERT INTO slack_change
                  (world, topic, address, reply_topic, recipient, locale, ts, from_version, changed_at)
                VALUES (:world, :topic, :address, :replies, :recipient, :locale, :ts, :from, :at)
                """)
                .params(key)
                .param("replies", replies.substring(0, Math.min(LONGEST, replies.length())))
                .param("recipient", edit.recipient())
                .param("locale", edit.text().locale())
                .param("ts", ts)
                .param("from", from)
                .param("at", SqlTime.of(at))
                .update();
    }

    /** Those to be told of now: an earlier reply to the same post is out, or given up. */
    List<Change> due(int most) {
        return db.sql("""
                SELECT c.* FROM slack_change c
                 WHERE NOT EXISTS (SELECT 1 FROM message m
                                    WHERE m.world = c.world AND m.topic = c.reply_topic AND m.state IN ('sending', 'paused'))
                 ORDER BY c.changed_at, c.topic LIMIT :n
                """).param("n", most).query(SlackChanges::read).list();
    }

    /** The same as it is now, taken out of the queue; empty where another node has it. */
    Optional<Change> take(Change due) {
        Optional<Change> mine =
                db.sql("""
                SELECT * FROM slack_change WHERE world = :world AND topic = :topic AND address = :address
                   FOR UPDATE SKIP LOCKED
                """).params(key(due)).query(SlackChanges::read).optional();
        mine.ifPresent(
                c -> db.sql("DELETE FROM slack_change WHERE world = :world AND topic = :topic AND address = :address")
                        .params(key(c))
                        .update());
        return mine;
    }

    private static Map<String, Object> key(Change c) {
        return Map.of("world", c.world(), "topic", c.topic(), "address", c.address());
    }

    private static Change read(ResultSet row, int i) throws SQLException {
        return new Change(
                row.getString("world"),
                row.getString("topic"),
                row.getString("address"),
                row.getString("reply_topic"),
                row.getString("recipient"),
                row.getString("locale"),
                row.getString("ts"),
                row.getInt("from_version"),
                SqlTime.get(row, "changed_at"));
    }
}
