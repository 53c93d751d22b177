package io.holdfast.delivery;

import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes what a vendor tells later about what it took. It tells in any order and more than once: nothing steps back. */
final class Receipts {
    private static final int TRIES = 3;

    private final JdbcClient db;
    private final Times times;

    Receipts(JdbcClient db, Times times) {
        this.db = db;
        this.times = times;
    }

    /**
     * What a receipt is about.
     *
     * @param delivery as it rode along in the callback's address
     * @param attempt which one: that an older one failed says nothing of the one under way
     * @param sid the vendor's id; null where it did not say
     */
    record Of(
            Channel channel,
            long delivery,
            int attempt,
            @Nullable String sid) {}

    /** It reached its receiver. */
    void delivered(Of of) {
        if (move(of, "delivered", null, "'sending','unknown','sent','waiting','doubtful'") > 0) {
            Failures.arrived(db, of.delivery());
        }
    }

    /** The vendor has it, which its own answer may not have told us. */
    void taken(Of of) {
        move(of, "sent", null, "'sending','unknown','waiting','doubtful'");
    }

    /**
     * It will not reach its receiver.
     *
     * @return the address's digest; empty where this says nothing of the attempt that counts
     */
    Optional<String> failed(Of of, String code) {
        Optional<Row> row = row(of);
        row.ifPresent(r -> {
            if (move(of, "failed", code, "'sending','unknown','sent'") > 0) {
                NextChannel.want(db, of.delivery(), "it was not delivered");
            }
        });
        return row.map(Row::hash);
    }

    /**
     * It did not reach its receiver, and may with another try.
     *
     * @return false where it was tried often enough
     */
    boolean again(Of of, String code, Duration later) {
        Optional<Row> row = row(of);
        if (row.isEmpty()) {
            return true;
        }
        if (row.get().tries() >= TRIES) {
            return false;
        }
        Instant now = times.in(World.LIVE);
        int moved = db.sql(
                        "UPDATE delivery SET state = 'waiting', code = :code, tries = tries + 1, vendor_id = NULL, not_before = :later,"
                                + " changed_at = :now WHERE id = :id AND state IN ('sending', 'unknown', 'sent')"
                                + " AND (vendor_id IS NULL OR :sid IS NULL OR vendor_id = :sid)")
                .param("code", code)
                .param("later", SqlTime.of(now.plus(later)))
                .param("now", SqlTime.of(now))
                .param("id", of.delivery())
                .param("sid", of.sid(), Types.VARCHAR)
                .update();
        if (moved > 0) {
            // Its message goes on, or, where it holds no longer, is tidied up once more.
            db.sql("""
                    UPDATE message SET state = CASE WHEN state = 'done' THEN 'sending' ELSE state END,
                           loose = CASE WHEN state IN ('superseded', 'withdrawn', 'cancelled') THEN TRUE ELSE loose END
                     WHERE id = (SELECT message_id FROM delivery WHERE id = :id AND state = 'waiting')
                    """).param("id", of.delivery()).update();
        }
        return true;
    }

    private record Row(String hash, int tries) {}

    // That an older attempt failed says nothing of the one under way.
    private Optional<Row> row(Of of) {
        return db.sql("""
                SELECT address_hash, tries FROM delivery WHERE id = :id AND channel = :channel AND attempt = :attempt
                """)
                .param("id", of.delivery())
                .param("channel", of.channel().id())
                .param("attempt", of.attempt())
                .query((row, i) -> new Row(row.getString("address_hash"), row.getInt("tries")))
                .optional();
    }

    // A waiting row is moved only where this attempt was made: the receipt proves that it was taken after all.
    private int move(Of of, String state, @Nullable String code, String from) {
        return db.sql(
                        "UPDATE delivery SET state = :state, code = :code, vendor_id = COALESCE(vendor_id, :sid), changed_at = :now"
                                + " WHERE id = :id AND channel = :channel AND attempt > 0 AND state IN (" + from + ")"
                                + " AND (vendor_id IS NULL OR :sid IS NULL OR vendor_id = :sid)")
                .param("state", state)
                .param("code", code)
                .param("sid", of.sid(), Types.VARCHAR)
                .param("now", SqlTime.of(times.in(World.LIVE)))
                .param("id", of.delivery())
                .param("channel", of.channel().id())
                .update();
    }
}
