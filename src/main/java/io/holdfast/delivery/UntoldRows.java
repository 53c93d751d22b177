package io.holdfast.delivery;

import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who was not told by a channel that fails, and by which other one he could be. */
@Component
class UntoldRows {
    /** Nobody says that it arrived, and nothing of it is under way another way. */
    private static final String UNTOLD = """
            (d.state IN ('waiting', 'held', 'failed', 'doubtful')
              OR (d.state = 'unknown' AND d.changed_at <= :late) OR (d.state = 'sent' AND d.not_before <= :late))
            """;

    private static final String ALONE = """
            NOT EXISTS (SELECT 1 FROM delivery o WHERE o.message_id = d.message_id AND o.recipient = d.recipient
              AND o.channel <> d.channel
              AND o.state IN ('waiting', 'held', 'sending', 'unknown', 'sent', 'delivered', 'doubtful'))
            """;

    private final JdbcClient db;
    private final Recipients recipients;
    private final Times times;
    private final DeliverySettings settings;

    UntoldRows(JdbcClient db, Recipients recipients, Times times, DeliverySettings settings) {
        this.db = db;
        this.recipients = recipients;
        this.times = times;
        this.settings = settings;
    }

    /** A recipient's row in the channel that fails. */
    record Untold(long id, String recipient) {}

    /** How many know, do not, and may. */
    record Figures(long knows, long untold, long unclear) {}

    private Instant late(World world) {
        return times.in(world).minus(settings.healthAfter());
    }

    Figures figures(World world, long message, Channel failing) {
        Map<String, Long> own = new HashMap<>();
        db.sql("SELECT word, COUNT(*) AS n FROM (SELECT CASE WHEN d.state = 'delivered' THEN 'knows' WHEN " + UNTOLD
                        + " THEN 'untold' ELSE 'unclear' END AS word FROM delivery d"
                        + " WHERE d.message_id = :message AND d.channel = :channel"
                        + " AND d.state IN ('waiting', 'held', 'failed', 'doubtful', 'unknown', 'sending', 'sent', 'delivered') AND "
                        + ALONE + ") words GROUP BY word")
                .param("late", SqlTime.of(late(world)))
                .param("message", message)
                .param("channel", failing.id())
                .query((row, i) -> own.put(row.getString("word"), row.getLong("n")))
                .list();
        // A mail has no receipt: that its server took it is all that is ever known.
        db.sql("""
                SELECT word, COUNT(*) AS n FROM (
                  SELECT d.recipient, MIN(CASE WHEN d.state = 'delivered' OR (d.state = 'sent' AND d.channel = 'email')
                                               THEN 'knows' ELSE 'unclear' END) AS word
                    FROM delivery d
                   WHERE d.message_id = :message AND d.channel <> :channel
                     AND d.state IN ('waiting', 'held', 'sending', 'unknown', 'sent', 'delivered', 'doubtful')
                   GROUP BY d.recipient) words GROUP BY word
                """)
                .param("message", message)
                .param("channel", failing.id())
                .query((row, i) -> own.merge(row.getString("word"), row.getLong("n"), Long::sum))
                .list();
        return new Figures(
                own.getOrDefault("knows", 0L), own.getOrDefault("untold", 0L), own.getOrDefault("unclear", 0L));
    }

    /** The next untold in the order of their recipients; ordered by the columns of the unique index, without which H2 sorts them all. */
    List<Untold> next(World world, long message, Channel failing, String after, int limit) {
        return db.sql("SELECT d.id, d.recipient FROM delivery d"
                        + " WHERE d.message_id = :message AND d.recipient > :after AND d.channel = :channel AND "
                        + UNTOLD + " AND " + ALONE + " ORDER BY d.message_id, d.recipient, d.channel LIMIT :n")
                .param("message", message)
                .param("after", after)
                .param("channel", failing.id())
                .param("late", SqlTime.of(late(world)))
                .param("n", limit)
                .query((row, i) -> new Untold(row.getLong("id"), row.getString("recipient")))
                .list();
    }

    /**
     * By which channel each of these is told next; who agreed to no further one that the message speaks is left out.
     *
     * @param of recipients, in the database's own order
     */
    Map<String, Recipients.Member> nextChannels(
            World world, long message, Audience audience, Channel failing, List<String> of) {
        if (of.isEmpty()) {
            return Map.of();
        }
        Set<Channel> spoken = new HashSet<>(db.sql("SELECT DISTINCT channel FROM message_text WHERE message_id = :id")
                .param("id", message)
                .query((row, i) -> channel(row.getString("channel")))
                .list());
        Map<String, Set<Channel>> used = new HashMap<>();
        // The range is for H2, which would look at every row of the message for a list.
        db.sql("""
                SELECT recipient, channel FROM delivery
                 WHERE message_id = :id AND recipient >= :first AND recipient <= :last AND recipient IN (:of)
                """)
                .param("id", message)
                .param("first", of.get(0))
                .param("last", of.get(of.size() - 1))
                .param("of", of)
                .query((row, i) -> used.computeIfAbsent(row.getString("recipient"), r -> new HashSet<>())
                        .add(channel(row.getString("channel"))))
                .list();
        Map<String, List<Recipients.Member>> agreed = agreed(world, audience, of);
        Map<String, Recipients.Member> next = new HashMap<>();
        for (String recipient : of) {
            Optional<Recipients.Member> member = agreed.getOrDefault(recipient, List.of()).stream()
                    .filter(m -> m.channel() != failing
                            && spoken.contains(m.channel())
                            && !used.getOrDefault(recipient, Set.of()).contains(m.channel()))
                    .findFirst();
            member.ifPresent(m -> next.put(recipient, m));
        }
        return next;
    }

    private Map<String, List<Recipients.Member>> agreed(World world, Audience audience, Collection<String> of) {
        if (!(audience instanceof Audience.Addresses addresses)) {
            return recipients.channels(world, of);
        }
        Map<String, List<Recipients.Member>> all = new HashMap<>();
        addresses
                .addresses()
                .forEach(a -> all.computeIfAbsent(a.recipient(), r -> new ArrayList<>())
                        .add(new Recipients.Member(a.recipient(), a.channel(), a.address(), a.locale())));
        return all;
    }

    /** When the last one was taken that has arrived, or else the first one at all; null where none was. */
    @Nullable
    Instant stoppedAt(long message, Channel failing) {
        Instant arrived = taken("MAX", "delivered", message, failing);
        return arrived == null ? taken("MIN", "sent", message, failing) : arrived;
    }

    private @Nullable Instant taken(String which, String state, long message, Channel failing) {
        List<Optional<Instant>> at = db.sql(
                        "SELECT " + which
                                + "(not_before) AS at FROM delivery WHERE message_id = :id AND state = :state AND channel = :channel")
                .param("id", message)
                .param("state", state)
                .param("channel", failing.id())
                .query((row, i) -> Optional.ofNullable(SqlTime.orNull(row, "at")))
                .list();
        return at.get(0).orElse(null);
    }

    private static Channel channel(String id) {
        return Channel.valueOf(id.toUpperCase(Locale.ROOT));
    }
}
