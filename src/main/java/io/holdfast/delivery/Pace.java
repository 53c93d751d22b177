package io.holdfast.delivery;

import io.holdfast.time.SqlTime;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Slots, not a bucket: each sender has one row with the time of its next free slot, by the database's clock, and whoever claims takes
 * consecutive ones. So no second anywhere holds more than the rate, however many nodes send.
 */
@Component
class Pace {

    /**
     * A little slower than allowed. With what {@link #LATE} lets pass, no second holds more than the rate and one: (1 + late) x 0.97 x
     * rate + 1; the rest is for the wire.
     */
    private static final double SAFETY = 0.97;

    /** So long before its slot a message is looked at for the last time, so that the look itself does not make it late. */
    static final Duration AHEAD = Duration.ofMillis(20);

    private static final Duration LATE = Duration.ofMillis(15);
    private static final Duration LATE_AT_MOST = Duration.ofMillis(300);
    private static final Duration ASKED_EVERY = Duration.ofSeconds(5);

    private final JdbcClient db;
    private volatile @Nullable Reading reading;

    Pace(JdbcClient db) {
        this.db = db;
    }

    /** The pause between two slots of this rate. */
    static Duration gap(double perSecond) {
        return Duration.ofNanos((long) (1_000_000_000L / (SAFETY * perSecond)));
    }

    /**
     * How long after its slot a message may still leave: a slot that has passed is lost, since two late ones would go out together.
     * Slots of less than a millisecond keep nothing apart.
     */
    static Duration late(Duration gap) {
        if (gap.compareTo(Duration.ofMillis(1)) < 0) {
            return Duration.ofSeconds(10);
        }
        Duration third = gap.multipliedBy(3).dividedBy(10);
        return third.compareTo(LATE) < 0 ? LATE : third.compareTo(LATE_AT_MOST) > 0 ? LATE_AT_MOST : third;
    }

    /** How many slots from {@code next} on begin within {@code horizon} from now. */
    static int fitting(Instant now, Instant next, Duration horizon, Duration gap) {
        Instant first = next.isAfter(now) ? next : now;
        Duration room = Duration.between(first, now.plus(horizon));
        return room.isNegative() ? 0 : (int) Math.min(1_000, 1 + room.toNanos() / gap.toNanos());
    }

    /**
     * The database's clock, also within a transaction, where its own CURRENT_TIMESTAMP stands still: asked now and then outside of one,
     * and carried on by this machine's monotonic clock.
     */
    Instant now() {
        Reading known = reading;
        boolean old = known == null || System.nanoTime() - known.nano() > ASKED_EVERY.toNanos();
        if (known == null || (old && !TransactionSynchronizationManager.isActualTransactionActive())) {
            long before = System.nanoTime();
            Instant there = db.sql("SELECT CURRENT_TIMESTAMP")
                    .query(OffsetDateTime.class)
                    .single()
                    .toInstant();
            known = new Reading(there, before + (System.nanoTime() - before) / 2);
            reading = known;
        }
        return known.at().plusNanos(System.nanoTime() - known.nano());
    }

    private record Reading(Instant at, long nano) {}

    /** The sender's next free slot, as it is at this moment. */
    Instant next(String sender) {
        return db.sql("SELECT next_at FROM pace WHERE sender = :sender")
                .param("sender", sender)
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    /** Takes {@code n} slots from now on, in the current transaction, and answers the first. */
    Instant reserve(String sender, int n, Duration gap) {
        Instant next = locked(sender);
        Instant soon = now().plus(AHEAD);
        Instant first = next.isAfter(soon) ? next : soon;
        set(sender, first.plus(gap.multipliedBy(n)));
        return first;
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
