package io.holdfast.delivery;

import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether receipts of texts reach us at all: when the vendor last called with one, at whichever node. */
@Component
class ReceiptsHeard {
    /** One writing in a while is enough: what is asked is about minutes. */
    private static final Duration SELDOM = Duration.ofSeconds(5);

    private final JdbcClient db;
    private final Times times;
    private volatile Instant written = Instant.EPOCH;

    ReceiptsHeard(JdbcClient db, Times times) {
        this.db = db;
        this.times = times;
    }

    /** The vendor called, in the current transaction. */
    void heard() {
        Instant now = times.in(World.LIVE);
        if (Duration.between(written, now).abs().compareTo(SELDOM) < 0) {
            return;
        }
        written = now;
        db.sql("UPDATE receipt_heard SET heard_at = :now WHERE channel = 'sms'")
                .param("now", SqlTime.of(now))
                .update();
    }

    /** When it was, give or take a few seconds; null where it never was. */
    @Nullable
    Instant last() {
        return db.sql("SELECT heard_at FROM receipt_heard WHERE channel = 'sms'")
                .query((row, i) -> java.util.Optional.ofNullable(SqlTime.orNull(row, "heard_at")))
                .single()
                .orElse(null);
    }

    /** Whether it was at this time or later. */
    boolean since(Instant at) {
        Instant last = last();
        return last != null && !last.plus(SELDOM).isBefore(at);
    }
}
