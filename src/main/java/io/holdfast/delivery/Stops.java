package io.holdfast.delivery;

import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
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
            db.sql("INSERT INTO bad_address (address_hash, code, marked_at) VALUES (:hash, :code, :now)")
                    .param("hash", addressHash)
                    .param("code", code)
                    .param("now", SqlTime.of(times.real()))
                    .update();
        }
    }
}
