package io.holdfast.delivery;

import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What came in from Slack, stored before it is acknowledged: each once, whatever is repeated. */
@Component
class InboundRows {
    private static final int LONGEST = 120;

    private final JdbcClient db;
    private final Times times;
    private final TransactionTemplate transaction;

    InboundRows(JdbcClient db, Times times, TransactionTemplate transaction) {
        this.db = db;
        this.times = times;
        this.transaction = transaction;
    }

    /** What it is. */
    enum Kind {
        PRESS,
        COMMAND,
        FORM,
        POST,
        /** A reaction: Slack does not say what the post says, so that is read first. */
        MARK
    }

    /**
     * Something that came in.
     *
     * @param id the same where Slack repeats it
     * @param body JSON, as its kind has it
     * @param responseUrl where its answer goes; empty where it goes to the channel
     * @param answer JSON of a {@link Said} that is still to be told; null before it was acted on
     */
    record Inbound(
            String id,
            Kind kind,
            String slackUser,
            String channel,
            String body,
            String responseUrl,
            @Nullable String answer,
            int tries,
            Instant receivedAt) {
        /** The same with another body. */
        Inbound with(String other) {
            return new Inbound(id, kind, slackUser, channel, other, responseUrl, answer, tries, receivedAt);
        }
    }

    /** Stores it; false where it came before. */
    boolean store(String id, Kind kind, String slackUser, String channel, String body, String responseUrl) {
        String key = id.substring(0, Math.min(LONGEST, id.length()));
        try {
            return Boolean.TRUE.equals(transaction.execute(tx -> {
                if (seen(key)) {
                    return false;
                }
                Instant now = times.real();
                db.sql("INSERT INTO inbound_seen (id, seen_at) VALUES (:id, :now)")
                        .param("id", key)
                        .param("now", SqlTime.of(now))
                        .update();
                db.sql("""
                        INSERT INTO slack_inbound
                          (id, kind, state, slack_user, channel, body, response_url, tries, received_at, due_at)
                        VALUES (:id, :kind, 'waiting', :user, :channel, :body, :url, 0, :now, :now)
                        """)
                        .param("id", key)
                        .param("kind", kind.name())
                        .param("user", slackUser)
                        .param("channel", channel)
                        .param("body", body)
                        .param("url", responseUrl)
                        .param("now", SqlTime.of(now))
                        .update();
                return true;
            }));
        } catch (DuplicateKeyException e) {
            // another node had the same in its hands
            return false;
        }
    }

    private boolean seen(String key) {
        return db.sql("SELECT COUNT(*) FROM inbound_seen WHERE id = :id")
                        .param("id", key)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** The next one that is due, locked until the transaction ends. */
    Optional<Inbound> next() {
        return db.sql("""
                SELECT * FROM slack_inbound WHERE due_at <= :now ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
                """)
                .param("now", SqlTime.of(times.real()))
                .query((row, i) -> new Inbound(
                        row.getString("id"),
                        Kind.valueOf(row.getString("kind")),
                        row.getString("slack_user"),
                        row.getString("channel"),
                        row.getString("body"),
                        row.getString("response_url"),
                        row.getString("answer"),
                        row.getInt("tries"),
                        SqlTime.get(row, "received_at")))
                .optional();
    }

    /** Keeps the answer with what it answers; whoever does not hear of it within this time is told again. */
    void answer(String id, String answer, Duration again) {
        db.sql(
                        "UPDATE slack_inbound SET state = 'answer', answer = :answer, tries = tries + 1, due_at = :due WHERE id = :id")
                .param("answer", answer)
                .param("due", SqlTime.of(times.real().plus(again)))
                .param("id", id)
                .update();
    }

    /** Tries it again after this time. */
    void later(String id, Duration after) {
        db.sql("UPDATE slack_inbound SET tries = tries + 1, due_at = :due WHERE id = :id")
                .param("due", SqlTime.of(times.real().plus(after)))
                .param("id", id)
                .update();
    }

    void done(String id) {
        db.sql("DELETE FROM slack_inbound WHERE id = :id").param("id", id).update();
    }
}
