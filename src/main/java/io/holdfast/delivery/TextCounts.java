package io.holdfast.delivery;

import io.holdfast.time.SqlTime;
import io.holdfast.time.World;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What became of the live world's texts that the vendor took within a window, as the rows say. */
final class TextCounts {
    private static final int NEWEST_MESSAGES = 500;
    private static final int ROUND_TRIPS = 400;

    // not_before of what the vendor took is when he took it: settling writes it, and the index over it is the one that
    // claims use.
    private static final String IN_THE_WINDOW = """
             WHERE d.message_id IN (:messages) AND d.channel = 'sms' AND d.not_before >= :from AND d.not_before <= :to
            """;

    // What failed before the vendor had it says nothing of what he delivers.
    private static final Map<String, String> STATES =
            Map.of("sent", "", "delivered", "", "failed", "AND d.vendor_id IS NOT NULL");

    private final JdbcClient db;
    private final Instant from;
    private final Instant to;
    private final List<Long> messages;

    TextCounts(JdbcClient db, Instant from, Instant to) {
        this.db = db;
        this.from = from;
        this.to = to;
        this.messages = db.sql("SELECT id FROM message WHERE world = :world ORDER BY world DESC, id DESC LIMIT :n")
                .param("world", World.LIVE.id())
                .param("n", NEWEST_MESSAGES)
                .query(Long.class)
                .list();
    }

    private JdbcClient.StatementSpec sql(String sql) {
        return db.sql(sql)
                .param("messages", messages.isEmpty() ? List.of(-1L) : messages)
                .param("from", SqlTime.of(from))
                .param("to", SqlTime.of(to));
    }

    long delivered() {
        return count("delivered");
    }

    /** Taken, and nobody knows more. */
    long sent() {
        return count("sent");
    }

    long failed() {
        return count("failed");
    }

    private long count(String state) {
        return sql("SELECT COUNT(*) FROM delivery d" + IN_THE_WINDOW + " AND d.state = :state " + STATES.get(state))
                .param("state", state)
                .query(Long.class)
                .single();
    }

    /** When the first of them was taken; empty where there is none. */
    Optional<Instant> first() {
        return STATES.entrySet().stream()
                .flatMap(state -> first(state.getKey(), state.getValue()).stream())
                .min(Comparator.naturalOrder());
    }

    private Optional<Instant> first(String state, String more) {
        return sql("SELECT MIN(d.not_before) AS first FROM delivery d" + IN_THE_WINDOW + " AND d.state = :state "
                        + more)
                .param("state", state)
                .query((row, i) -> Optional.ofNullable(SqlTime.orNull(row, "first")))
                .single();
    }

    /** How long they took, the median; null where none arrived. */
    @Nullable
    Duration roundTrip() {
        List<Duration> trips = sql("SELECT d.not_before, d.changed_at FROM delivery d" + IN_THE_WINDOW
                        + " AND d.state = 'delivered' ORDER BY d.not_before DESC LIMIT :n")
                .param("n", ROUND_TRIPS)
                .query((row, i) -> Duration.between(SqlTime.get(row, "not_before"), SqlTime.get(row, "changed_at")))
                .list()
                .stream()
                .sorted()
                .toList();
        if (trips.isEmpty()) {
            return null;
        }
        Duration median = trips.get(trips.size() / 2);
        return median.isNegative() ? Duration.ZERO : median;
    }

    /** How each sender's arrive. */
    Map<String, SmsRoutes.Share> bySender() {
        Map<String, SmsRoutes.Share> all = new HashMap<>();
        STATES.forEach((state, more) -> shares(
                        sql("SELECT d.sender, " + (state.equals("delivered") ? 1 : 0) + " AS arrived, COUNT(*) AS n"
                                        + " FROM delivery d" + IN_THE_WINDOW
                                        + " AND d.state = :state AND d.sender IS NOT NULL " + more
                                        + " GROUP BY d.sender")
                                .param("state", state),
                        SmsRoutes.ENOUGH)
                .forEach((sender, share) -> all.merge(sender, share, SmsRoutes.Share::and)));
        return all;
    }

    /** The same, of those that were asked about. */
    Map<String, SmsRoutes.Share> askedBySender() {
        return shares(
                sql("SELECT a.sender, CASE WHEN a.arrived = TRUE THEN 1 ELSE 0 END AS arrived, COUNT(*) AS n"
                        + " FROM receipt_asked a WHERE a.taken_at >= :from AND a.taken_at <= :to AND a.sender IS NOT NULL"
                        + " GROUP BY a.sender, CASE WHEN a.arrived = TRUE THEN 1 ELSE 0 END"),
                ChannelHealth.SAMPLE);
    }

    private static Map<String, SmsRoutes.Share> shares(JdbcClient.StatementSpec counts, int enough) {
        Map<String, SmsRoutes.Share> shares = new HashMap<>();
        counts.query((row, i) -> shares.merge(
                        row.getString("sender"),
                        new SmsRoutes.Share(
                                row.getLong("n"), row.getInt("arrived") == 1 ? row.getLong("n") : 0, enough),
                        (a, b) -> new SmsRoutes.Share(a.taken() + b.taken(), a.delivered() + b.delivered(), enough)))
                .list();
        return shares;
    }

    /**
     * Texts that we asked about.
     *
     * @param arrived how many of these had arrived
     * @param open how many had not, and nothing more is known of them
     */
    record Asked(long asked, long arrived, long open) {}

    Asked asked() {
        return sql("""
                SELECT COUNT(*) AS asked, COALESCE(SUM(CASE WHEN a.arrived = TRUE THEN 1 ELSE 0 END), 0) AS arrived,
                       COALESCE(SUM(CASE WHEN d.state = 'sent' THEN 1 ELSE 0 END), 0) AS still
                  FROM receipt_asked a JOIN delivery d ON d.id = a.delivery_id
                 WHERE a.taken_at >= :from AND a.taken_at <= :to
                """)
                .query((row, i) -> new Asked(row.getLong("asked"), row.getLong("arrived"), row.getLong("still")))
                .single();
    }

    /** A text that may be asked about. */
    record Open(
            long delivery,
            int attempt,
            String sid,
            @Nullable String sender,
            Instant taken) {}

    /**
     * Some of those that were taken after {@code start} and of which nobody knows more.
     *
     * @param askedBefore whether those count that were asked about, but not since then; null for those that never were
     */
    List<Open> open(Instant start, @Nullable Instant askedBefore, int limit) {
        String asked = askedBefore == null
                ? " AND NOT EXISTS (SELECT 1 FROM receipt_asked a WHERE a.delivery_id = d.id)"
                : " AND NOT EXISTS (SELECT 1 FROM receipt_asked a WHERE a.delivery_id = d.id AND a.asked_at >= :asked)";
        return sql("SELECT d.id, d.attempt, d.vendor_id, d.sender, d.not_before FROM delivery d" + IN_THE_WINDOW
                        + " AND d.state = 'sent' AND d.vendor_id IS NOT NULL AND d.not_before >= :start" + asked
                        + " ORDER BY d.not_before, d.id LIMIT :n")
                .param("start", SqlTime.of(start))
                .param("asked", SqlTime.of(askedBefore == null ? start : askedBefore))
                .param("n", limit)
                .query((row, i) -> one(row))
                .list();
    }

    private static Open one(ResultSet row) throws SQLException {
        return new Open(
                row.getLong("id"),
                row.getInt("attempt"),
                row.getString("vendor_id"),
                row.getString("sender"),
                SqlTime.get(row, "not_before"));
    }
}
