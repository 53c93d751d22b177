package io.holdfast.delivery;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Marks addresses at which nothing arrives: at once where the vendor says that they are no good, and where three in a row came to nothing
 * for a reason that is theirs. Whatever arrives ends the mark.
 */
final class Failures {
    private static final int IN_A_ROW = 3;

    /** Codes that speak of the address, and not of us, the words or the vendor. */
    private static final Set<String> THEIRS = Set.of(
            "21214", "30003", "30004", "30008", "call-failed", "user_not_found", "user_disabled", "cannot_dm_bot");

    private static final Map<String, FailingAddresses.Why> MEANING = Map.of(
            "21614", FailingAddresses.Why.NO_TEXTS,
            "21635", FailingAddresses.Why.NO_TEXTS,
            "30006", FailingAddresses.Why.NO_TEXTS,
            "30004", FailingAddresses.Why.BLOCKED,
            "21214", FailingAddresses.Why.UNREACHABLE,
            "30003", FailingAddresses.Why.UNREACHABLE,
            "30008", FailingAddresses.Why.UNREACHABLE,
            "call-failed", FailingAddresses.Why.UNREACHABLE);

    private final JdbcClient db;

    Failures(JdbcClient db) {
        this.db = db;
    }

    static FailingAddresses.Why why(String code) {
        return MEANING.getOrDefault(code, FailingAddresses.Why.UNKNOWN);
    }

    /**
     * An attempt came to nothing for good, in the current transaction.
     *
     * @param bad whether the vendor says that the address is no good
     */
    void failed(long delivery, String code, boolean bad) {
        if (bad || (THEIRS.contains(code) && inARow(delivery))) {
            // A Slack channel is nobody's own: there is no owner to tell.
            db.sql("""
                    INSERT INTO failing_address (address_hash, delivery_id, code, marked_at)
                    SELECT d.address_hash, d.id, :code, CURRENT_TIMESTAMP FROM delivery d JOIN message m ON m.id = d.message_id
                     WHERE d.id = :id AND m.world = 'live' AND (d.recipient LIKE 'person:%' OR d.recipient LIKE 'subscriber:%')
                       AND NOT EXISTS (SELECT 1 FROM failing_address f WHERE f.address_hash = d.address_hash)
                    """).param("code", code).param("id", delivery).update();
        }
    }

    private boolean inARow(long delivery) {
        List<String> newest = db.sql("""
                SELECT CASE WHEN d.state = 'failed' THEN COALESCE(d.code, '') ELSE 'arrived' END
                  FROM delivery d JOIN delivery mine ON mine.address_hash = d.address_hash
                 WHERE mine.id = :id AND d.attempt > 0
                   AND (d.state IN ('failed', 'delivered') OR d.state = 'sent' AND d.channel IN ('slack', 'email'))
                 ORDER BY d.changed_at DESC, d.id DESC LIMIT :n
                """)
                .param("id", delivery)
                .param("n", IN_A_ROW)
                .query(String.class)
                .list();
        return newest.size() == IN_A_ROW && THEIRS.containsAll(newest);
    }

    /**
     * This delivery arrived, in the current transaction; what had been sent before the mark says nothing against it. Which came first is
     * told by the clock of the database alone, as of the two transactions' starts: the node that marks and the one that sends may differ.
     */
    static void arrived(JdbcClient db, long delivery) {
        for (String table : List.of("failing_address", "bad_address")) {
            db.sql("DELETE FROM " + table + """
                     WHERE address_hash = (SELECT d.address_hash FROM delivery d WHERE d.id = :id)
                       AND marked_at <= (SELECT COALESCE(d.started_at, CURRENT_TIMESTAMP) FROM delivery d WHERE d.id = :id)
                    """).param("id", delivery).update();
        }
    }

    /** Something arrived at each of these, in the current transaction. */
    static void arrivedAt(JdbcClient db, Collection<String> hashes) {
        if (!hashes.isEmpty()) {
            db.sql("DELETE FROM failing_address WHERE address_hash IN (:hashes)")
                    .param("hashes", hashes)
                    .update();
            db.sql("DELETE FROM bad_address WHERE address_hash IN (:hashes)")
                    .param("hashes", hashes)
                    .update();
        }
    }
}
