package io.holdfast.delivery;

import io.holdfast.time.Ids;
import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes deliveries into this node's hands, in one short transaction: which message is next is decided among tens of messages by lane,
 * urgency and fairness, never among a million rows. Real channels serve the live world only.
 */
@Component
class Claims {
    /** What one claim reserves of the sender's time; so long a page waits at most behind others. */
    static final Duration HORIZON = Duration.ofMillis(250);

    private static final int MOST = 100;
    private static final Duration SLACK_GAP = Pace.gap(1);

    private final JdbcClient db;
    private final NamedParameterJdbcTemplate batch;
    private final Pace pace;
    private final Times times;
    private final OutboxRows messages;
    private final DeliverySettings settings;
    private final TransactionTemplate transaction;
    private final String node;

    Claims(
            JdbcClient db,
            NamedParameterJdbcTemplate batch,
            Pace pace,
            Times times,
            OutboxRows messages,
            DeliverySettings settings,
            TransactionTemplate transaction,
            Ids ids) {
        this.db = db;
        this.batch = batch;
        this.pace = pace;
        this.times = times;
        this.messages = messages;
        this.settings = settings;
        this.transaction = transaction;
        this.node = ids.id();
    }

    private record Row(long id, String recipient, String address, String hash, String locale, int attempt, int tries) {}

    /** Text messages that may leave within the horizon. */
    List<Claimed> sms(String sender, Duration gap) {
        pace.ensure(sender, pace.now());
        return claim(Channel.SMS, (now, rows) -> {
            Instant next = pace.locked(sender);
            int n = Math.min(rows.size(), Pace.fitting(now, next, HORIZON, gap));
            Instant first = next.isAfter(now) ? next : now;
            if (n > 0) {
                pace.set(sender, first.plus(gap.multipliedBy(n)));
            }
            List<Instant> slots = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                slots.add(first.plus(gap.multipliedBy(i)));
            }
            return slots;
        });
    }

    /** Slack posts and edits that may leave within the horizon; Slack allows one a second and channel. */
    List<Claimed> slack() {
        Instant seen = pace.now();
        db.sql("""
                SELECT DISTINCT d.address FROM delivery d JOIN message m ON m.id = d.message_id
                 WHERE m.state = 'sending' AND d.state = 'waiting' AND d.channel = 'slack'
                """).query(String.class).list().stream()
                .map(Claims::slackSender)
                .forEach(sender -> pace.ensure(sender, seen));
        return claim(Channel.SLACK, (now, rows) -> {
            List<Instant> slots = new ArrayList<>();
            for (Row row : rows) {
                String sender = slackSender(row.address());
                Instant next = pace.locked(sender);
                Instant slot = next.isAfter(now) ? next : now;
                // A channel whose next second is far takes its turn later, and does not hold the others up.
                if (slot.isAfter(now.plus(Duration.ofSeconds(2)))) {
                    break;
                }
                pace.set(sender, slot.plus(SLACK_GAP));
                slots.add(slot);
            }
            return slots;
        });
    }

    static String slackSender(String address) {
        return "slack:" + address;
    }

    private interface Slots {
        /** Slots for the first of these rows, as many as there is room for. */
        List<Instant> reserve(Instant now, List<Row> rows);
    }

    private List<Claimed> claim(Channel channel, Slots slots) {
        return Objects.requireNonNull(transaction.execute(tx -> claimed(channel, slots)));
    }

    private List<Claimed> claimed(Channel channel, Slots slots) {
        Instant real = times.real();
        Instant world = times.in(World.LIVE);
        Optional<Claimed.Of> found = db.sql("""
                SELECT m.* FROM message m
                 WHERE m.state = 'sending' AND m.world = 'live'
                   AND (m.after_message IS NULL OR m.after_until <= :real OR NOT EXISTS (
                         SELECT 1 FROM message b WHERE b.id = m.after_message AND b.state = 'sending'
                            AND (b.expanded = FALSE OR EXISTS (SELECT 1 FROM delivery e WHERE e.message_id = b.id
                                  AND e.state IN ('waiting', 'held', 'sending')))))
                   AND EXISTS (SELECT 1 FROM delivery d WHERE d.message_id = m.id AND d.channel = :channel
                                  AND d.state = 'waiting' AND d.not_before <= :now)
                 ORDER BY m.lane, m.urgency, m.served_at LIMIT 1 FOR UPDATE SKIP LOCKED
                """)
                .param("real", SqlTime.of(real))
                .param("channel", channel.id())
                .param("now", SqlTime.of(world))
                .query((row, i) -> message(row))
                .optional();
        if (found.isEmpty()) {
            return List.of();
        }
        Claimed.Of message = found.get();
        if (message.notAfter() != null && !message.notAfter().isAfter(world)) {
            db.sql("""
                    UPDATE delivery SET state = 'refused', code = 'no-longer-true', changed_at = :now
                     WHERE message_id = :id AND state IN ('waiting', 'held')
                    """)
                    .param("now", SqlTime.of(world))
                    .param("id", message.id())
                    .update();
            return List.of();
        }
        List<Row> rows = db.sql("""
                SELECT id, recipient, address, address_hash, locale, attempt, tries FROM delivery
                 WHERE message_id = :id AND channel = :channel AND state = 'waiting' AND not_before <= :now
                 ORDER BY not_before, id LIMIT :n FOR UPDATE SKIP LOCKED
                """)
                .param("id", message.id())
                .param("channel", channel.id())
                .param("now", SqlTime.of(world))
                .param("n", MOST)
                .query((row, i) -> new Row(
                        row.getLong("id"),
                        row.getString("recipient"),
                        row.getString("address"),
                        row.getString("address_hash"),
                        row.getString("locale"),
                        row.getInt("attempt"),
                        row.getInt("tries")))
                .list();
        if (channel == Channel.SLACK) {
            rows = rows.stream().sorted(Comparator.comparing(Row::address)).toList();
        }
        Instant now = pace.now();
        List<Instant> reserved = slots.reserve(now, rows);
        List<NewMessage.Text> texts = messages.texts(message.id()).stream()
                .filter(t -> t.channel() == channel)
                .toList();
        List<Claimed> claimed = new ArrayList<>();
        for (int i = 0; i < reserved.size(); i++) {
            claimed.add(claimed(message, rows.get(i), channel, now, reserved.get(i), texts));
        }
        mark(claimed);
        db.sql("UPDATE message SET served_at = :real WHERE id = :id")
                .param("real", SqlTime.of(real))
                .param("id", message.id())
                .update();
        return claimed;
    }

    private Claimed claimed(
            Claimed.Of message, Row row, Channel channel, Instant now, Instant slot, List<NewMessage.Text> texts) {
        NewMessage.Text text = texts.stream()
                .filter(t -> t.locale().equals(row.locale()))
                .findFirst()
                .orElse(texts.isEmpty() ? new NewMessage.Text(channel, row.locale(), "") : texts.get(0));
        return new Claimed(
                row.id(),
                message,
                row.recipient(),
                channel,
                row.address(),
                row.hash(),
                row.attempt() + 1,
                row.tries(),
                now,
                slot,
                text,
                channel == Channel.SLACK && message.edit() ? standing(message, row.address()) : null);
    }

    private void mark(List<Claimed> claimed) {
        if (claimed.isEmpty()) {
            return;
        }
        batch.batchUpdate(
                """
                UPDATE delivery SET state = 'sending', attempt = :attempt, node = :node, lease_until = :lease,
                       started_at = :started
                 WHERE id = :id
                """,
                claimed.stream()
                        .map(c -> new MapSqlParameterSource("id", c.id())
                                .addValue("attempt", c.attempt())
                                .addValue("node", node)
                                .addValue("lease", SqlTime.of(c.slot().plus(settings.lease())))
                                .addValue("started", SqlTime.of(c.startedAt())))
                        .toArray(MapSqlParameterSource[]::new));
    }

    Claimed.@Nullable Standing standing(Claimed.Of message, String address) {
        return db.sql("SELECT * FROM slack_post WHERE world = :world AND topic = :topic AND address = :address")
                .params(Map.of("world", message.world().id(), "topic", message.topic(), "address", address))
                .query((row, i) ->
                        new Claimed.Standing(row.getString("channel_id"), row.getString("ts"), row.getInt("version")))
                .optional()
                .orElse(null);
    }

    static Claimed.Of message(ResultSet row) throws SQLException {
        return new Claimed.Of(
                row.getLong("id"),
                new World(row.getString("world")),
                row.getString("incident_key"),
                row.getString("topic"),
                row.getInt("version"),
                row.getBoolean("edit"),
                row.getBoolean("repeat_unknown"),
                SqlTime.orNull(row, "not_after"));
    }
}
