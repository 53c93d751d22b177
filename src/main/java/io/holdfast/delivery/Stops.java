package io.holdfast.delivery;

import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who said STOP, and which addresses proved wrong. The numbers themselves are not kept here. */
@Component
class Stops {
    private final JdbcClient db;
    private final Times times;

    Stops(JdbcClient db, Times times) {
        this.db = db;
        this.times = times;
    }

    boolean stopped(String addressHash) {
        return db.sql("SELECT COUNT(*) FROM stop WHERE address_hash = :hash")
                        .param("hash", addressHash)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** What the last look before a call says. */
    enum Look {
        GO,
        /** It is not ours any more, or its message does not hold. */
        LEAVE,
        /** The recipient said STOP. */
        STOPPED
    }

    /**
     * Whether this attempt may still be made: it is ours, its lease outlasts the call, its message still holds, and nobody said STOP.
     * One statement, by the database's clock: a task that waited behind slow calls must not send what another attempt has in its hands
     * by now.
     *
     * @param call how long the call takes at most
     */
    Look look(Claimed c, Duration call) {
        return db.sql("""
                SELECT d.lease_until, CURRENT_TIMESTAMP AS now,
                       (SELECT COUNT(*) FROM stop s WHERE s.address_hash = d.address_hash) AS stops
                  FROM delivery d JOIN message m ON m.id = d.message_id
                 WHERE d.id = :id AND d.attempt = :attempt AND d.state = 'sending' AND m.state = 'sending'
                """)
                .param("id", c.id())
                .param("attempt", c.attempt())
                .query((row, i) -> {
                    Instant now = SqlTime.get(row, "now");
                    if (row.getLong("stops") > 0) {
                        return Look.STOPPED;
                    }
                    return SqlTime.get(row, "lease_until").isBefore(now.plus(call)) ? Look.LEAVE : Look.GO;
                })
                .optional()
                .orElse(Look.LEAVE);
    }

    /** From here on nothing goes to this address; what waits for it is refused. */
    void stop(String addressHash, String because) {
        if (!stopped(addressHash)) {
            db.sql("INSERT INTO stop (address_hash, because, stopped_at) VALUES (:hash, :because, :now)")
                    .param("hash", addressHash)
                    .param("because", because)
                    .param("now", SqlTime.of(times.real()))
                    .update();
        }
        db.sql("""
                UPDATE delivery SET state = 'refused', code = 'stop' WHERE address_hash = :hash AND state IN ('waiting', 'held')
                """).param("hash", addressHash).update();
    }

    void start(String addressHash) {
        db.sql("DELETE FROM stop WHERE address_hash = :hash")
                .param("hash", addressHash)
                .update();
    }

    void bad(String addressHash, String code) {
        if (db.sql("SELECT COUNT(*) FROM bad_address WHERE address_hash = :hash")
                        .param("hash", addressHash)
                        .query(Long.class)
                        .single()
                == 0) {
            db.sql("INSERT INTO bad_address (address_hash, code, marked_at) VALUES (:hash, :code, CURRENT_TIMESTAMP)")
                    .param("hash", addressHash)
                    .param("code", code)
                    .update();
        }
    }
}
