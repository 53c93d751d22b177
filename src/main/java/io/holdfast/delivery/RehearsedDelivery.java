package io.holdfast.delivery;

import io.holdfast.engine.DueSource;
import io.holdfast.engine.WorldWork;
import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Entry;
import io.holdfast.evidence.Evidence;
import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Delivers what a drill sends: to nobody. The same rows go through the same states, in order and by the drill's clock, and what a vendor
 * would have said comes from the scenario. Real senders never see these rows: they claim those of the live world only.
 */
@Component
class RehearsedDelivery implements WorldWork, DueSource {
    private static final int MOST = 500;
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final int TRIES = 12;

    private final JdbcClient db;
    private final RehearsedChannels channels;
    private final Evidence evidence;
    private final Addressees addressees;
    private final Times times;
    private final DeliverySettings settings;
    private final TransactionTemplate transaction;

    RehearsedDelivery(
            JdbcClient db,
            RehearsedChannels channels,
            Evidence evidence,
            Addressees addressees,
            Times times,
            DeliverySettings settings,
            TransactionTemplate transaction) {
        this.db = db;
        this.channels = channels;
        this.evidence = evidence;
        this.addressees = addressees;
        this.times = times;
        this.settings = settings;
        this.transaction = transaction;
    }

    private record Row(
            long id,
            long message,
            Channel channel,
            int tries,
            @Nullable String incident,
            String topic,
            int version,
            boolean late) {}

    @Override
    public boolean run(World world) {
        if (world.isLive()) {
            throw new IllegalArgumentException("Real messages leave by real channels");
        }
        return Boolean.TRUE.equals(transaction.execute(tx -> send(world)));
    }

    private boolean send(World world) {
        Instant now = times.in(world);
        List<Row> rows = db.sql("""
                SELECT d.id, d.message_id, d.channel, d.tries, m.incident_key, m.topic, m.version, m.not_after
                  FROM delivery d JOIN message m ON m.id = d.message_id
                 WHERE m.world = :world AND m.state = 'sending' AND d.state = 'waiting' AND d.not_before <= :now
                   AND (m.after_message IS NULL OR m.created_at <= :held OR NOT (%s))
                 ORDER BY m.lane, m.urgency, m.id, d.id LIMIT :n
                """.formatted(AgentsNotYet.sql("'waiting', 'held'")))
                .param("world", world.id())
                .param("now", SqlTime.of(now))
                .param("held", SqlTime.of(now.minus(settings.holdAtMost())))
                .param("n", MOST)
                .query((row, i) -> {
                    Instant notAfter = SqlTime.orNull(row, "not_after");
                    return new Row(
                            row.getLong("id"),
                            row.getLong("message_id"),
                            Channel.valueOf(row.getString("channel").toUpperCase(Locale.ROOT)),
                            row.getInt("tries"),
                            row.getString("incident_key"),
                            row.getString("topic"),
                            row.getInt("version"),
                            notAfter != null && !notAfter.isAfter(now));
                })
                .list();
        Map<Long, Map<String, Long>> counts = new LinkedHashMap<>();
        Map<Long, Row> messages = new LinkedHashMap<>();
        for (Row row : rows) {
            String became = settle(world, row, now);
            counts.computeIfAbsent(row.message(), m -> new TreeMap<>()).merge(became, 1L, Long::sum);
            messages.putIfAbsent(row.message(), row);
        }
        counts.forEach((message, states) -> record(world, Objects.requireNonNull(messages.get(message)), states, now));
        return !rows.isEmpty();
    }

    /** When a message that waits for another one waits no longer. */
    @Override
    public Optional<Instant> nextDue(World world) {
        if (world.isLive()) {
            return Optional.empty();
        }
        return db.sql(
                        "SELECT MIN(created_at) AS first FROM message"
                                + " WHERE world = :world AND state = 'sending' AND after_message IS NOT NULL AND created_at > :held")
                .param("world", world.id())
                .param("held", SqlTime.of(times.in(world).minus(settings.holdAtMost())))
                .query((row, i) -> Optional.ofNullable(SqlTime.orNull(row, "first")))
                .single()
                .map(first -> first.plus(settings.holdAtMost()));
    }

    private String settle(World world, Row row, Instant now) {
        if (row.late()) {
            return set(row, "refused", "no-longer-true", row.tries(), now, now);
        }
        return switch (channels.of(world, row.channel())) {
            // Only texts and calls are confirmed by a receipt.
            case WELL ->
                set(
                        row,
                        row.channel() == Channel.SMS || row.channel() == Channel.VOICE ? "delivered" : "sent",
                        null,
                        row.tries(),
                        now,
                        now);
            case LOSES -> set(row, "sent", null, row.tries(), now, now);
            case REJECTS -> {
                NextChannel.want(db, row.id(), "it failed");
                yield set(row, "failed", "rejected", row.tries() + 1, now, now);
            }
            case FAILS -> {
                int tries = row.tries() + 1;
                if (tries >= TRIES) {
                    NextChannel.want(db, row.id(), "it failed");
                    yield set(row, "failed", "gave-up", tries, now, now);
                }
                yield set(row, "waiting", "500", tries, now.plus(PAUSE), now);
            }
        };
    }

    private String set(Row row, String state, @Nullable String code, int tries, Instant notBefore, Instant now) {
        db.sql("""
                UPDATE delivery SET state = :state, code = :code, tries = :tries, attempt = attempt + 1, not_before = :notBefore,
                       started_at = :now, changed_at = :now WHERE id = :id
                """)
                .param("state", state)
                .param("code", code)
                .param("tries", tries)
                .param("notBefore", SqlTime.of(notBefore))
                .param("now", SqlTime.of(now))
                .param("id", row.id())
                .update();
        return state;
    }

    private void record(World world, Row row, Map<String, Long> states, Instant now) {
        String words = db.sql("SELECT kind, audience, reason FROM message WHERE id = :id")
                .param("id", row.message())
                .query((m, i) -> MessageWords.batch(
                        NewMessage.Kind.valueOf(m.getString("kind")),
                        addressees.recorded(world, AudienceText.read(m.getString("audience"))),
                        m.getString("reason"),
                        states))
                .single();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("topic", row.topic());
        body.put("version", row.version());
        body.put("counts", states);
        evidence.record(new Entry(
                world,
                row.incident() == null ? Entry.HOUSE : row.incident(),
                now,
                "message.batch",
                words,
                new Actor.Self("delivery"),
                body));
    }
}
