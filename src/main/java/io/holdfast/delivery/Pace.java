package io.holdfast.delivery;

import io.holdfast.time.SqlTime;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Slots, not a bucket: each sender has one row with the time of its next free slot, by the database's clock, and whoever claims takes
 * consecutive ones. So no second anywhere holds more than the rate, however many nodes send.
 */
@Component
class Pace {

    /** A little slower than allowed, for clocks and threads that are not exact. */
    private static final double SAFETY = 0.98;

    private final JdbcClient db;

    Pace(JdbcClient db) {
        this.db = db;
    }

    /** The pause between two slots of this rate. */
    static Duration gap(double perSecond) {
        return Duration.ofNanos((long) (1_000_000_000L / (SAFETY * perSecond)));
    }

    /** How many slots from {@code next} on begin within {@code horizon} from now. */
    static int fitting(Instant now, Instant next, Duration horizon, Duration gap) {
        Instant first = next.isAfter(now) ? next : now;
        Duration room = Duration.between(first, now.plus(horizon));
        return room.isNegative() ? 0 : (int) Math.min(1_000, 1 + room.toNanos() / gap.toNanos());
    }

    /** The database's clock. */
    Instant now() {
        return db.sql("SELECT CURRENT_TIMESTAMP")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    /** Makes sure that the sender has its row; outside of any transaction that goes on. */
    void ensure(String sender, Instant now) {
        if (db.sql("SELECT COUNT(*) FROM pace WHERE sender = :sender")
                        .param("sender", sender)
                        .query(Long.class)
                        .single()
                > 0) {
            return;
        }
        try {
            db.sql("INSERT INTO pace (sender, next_at) VALUES (:sender, :now)")
                    .param("sender", sender)
                    .param("now", SqlTime.of(now))
                    .update();
        } catch (DuplicateKeyException e) {
            // another node was first: the row is there, and that is all that is wanted
            return;
        }
    }

    /** The sender's next free slot, its row locked until the transaction ends. */
    Instant locked(String sender) {
        return db.sql("SELECT next_at FROM pace WHERE sender = :sender FOR UPDATE")
                .param("sender", sender)
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    void set(String sender, Instant next) {
        db.sql("UPDATE pace SET next_at = :next WHERE sender = :sender")
                .param("next", SqlTime.of(next))
                .param("sender", sender)
                .update();
    }

    /** The vendor wants a pause: no slot before this. */
    void hold(String sender, Instant until) {
        db.sql("UPDATE pace SET next_at = :until WHERE sender = :sender AND next_at < :until")
                .param("until", SqlTime.of(until))
                .param("sender", sender)
                .update();
    }
}
