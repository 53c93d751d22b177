package io.holdfast.delivery;

import io.holdfast.time.Ids;
import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
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

    private static final int MOST = 500;

    /** Every so many claims the one that was served longest ago comes first, whatever its lane: so nothing starves. */
    private static final int TURN = 16;

    private static final int MOST_PASSED = 8;
    private static final int MOST_PASSED_BY_COUNTRY = 40;
    private static final long NO_MESSAGE = -1;

    private final JdbcClient db;
    private final NamedParameterJdbcTemplate batch;
    private final Pace pace;
    private final SlackPace slack;
    private final Times times;
    private final OutboxRows messages;
    private final DeliverySettings settings;
    private final TransactionTemplate transaction;
    private final String node;
    private final AtomicLong turns = new AtomicLong();

    Claims(
            JdbcClient db,
            NamedParameterJdbcTemplate batch,
            Pace pace,
            SlackPace slack,
            Times times,
            OutboxRows messages,
            DeliverySettings settings,
            TransactionTemplate transaction,
            Ids ids) {
        this.db = db;
        this.batch = batch;
        this.pace = pace;
        this.slack = slack;
        this.times = times;
        this.messages = messages;
        this.settings = settings;
        this.transaction = transaction;
        this.node = ids.id();
    }

    private record Row(long id, String recipient, String address, String hash, String locale, int attempt, int tries) {}

    private record Slot(Row row, Instant at) {}

    /** What may leave in this channel within the horizon, at most {@code room}; {@code gap} lies between two of the sender's slots. */
    List<Claimed> paced(Channel channel, String sender, Duration gap, int room) {
        return paced(channel, sender, gap, room, null);
    }

    /** The same, of texts to countries that are this sender's to serve; null for all. */
    List<Claimed> paced(Channel channel, String sender, Duration gap, int room, @Nullable Predicate<String> countries) {
        Instant now = pace.now();
        pace.ensure(sender, now);
        int n = Math.min(room, Pace.fitting(now, pace.next(sender), HORIZON, gap));
        if (n == 0) {
            return List.of();
        }
        Instant soon = now.plus(HORIZON);
        List<Claimed> claimed = claim(
                channel,
                n,
                new Whose(channel == Channel.SMS ? sender : null, countries),
                (message, at, rows) ->
                        rows.stream().map(row -> new Slot(row, soon)).toList());
        if (claimed.isEmpty()) {
            return claimed;
        }
        // Slots are taken once the rows are ours, so that a slow claim can't let them pass, and nobody waits for it.
        Instant first = Objects.requireNonNull(transaction.execute(tx -> pace.reserve(sender, claimed.size(), gap)));
        List<Claimed> placed = new ArrayList<>();
        for (int i = 0; i < claimed.size(); i++) {
            placed.add(claimed.get(i).at(first.plus(gap.multipliedBy(i))));
        }
        return placed;
    }

    /**
     * Slack posts and edits that may leave soon, at most {@code room}.
     *
     * @param replies whether replies in threads may, too
     */
    List<Claimed> slack(int room, boolean replies) {
        Instant seen = pace.now();
        Set<String> paced = new HashSet<>(db.sql("""
                SELECT DISTINCT d.address FROM message m
                  JOIN message_text t ON t.message_id = m.id AND t.channel = 'slack'
                  JOIN delivery d ON d.message_id = m.id AND d.state = 'waiting' AND d.channel = 'slack'
                 WHERE m.state = 'sending'
                """).query(String.class).list());
        if (paced.isEmpty()) {
            return List.of();
        }
        slack.ensure(paced, seen);
        return claim(
                Channel.SLACK,
                room,
                ANYBODYS,
                (message, now, rows) ->
                        message.thread() == null || replies ? slackSlots(message, now, rows, paced) : List.of());
    }

    private List<Slot> slackSlots(Claimed.Of message, Instant now, List<Row> rows, Set<String> paced) {
        SlackPace.Round round = slack.round(now);
        List<Slot> slots = new ArrayList<>();
        for (Row row : rows.stream().sorted(Comparator.comparing(Row::address)).toList()) {
            // A row that came meanwhile has no pace yet: it is taken in the next round.
            if (paced.contains(row.address())) {
                boolean edit = message.edit() && standing(message, row.address()) != null;
                round.slot(row.address(), edit).ifPresent(at -> slots.add(new Slot(row, at)));
            }
        }
        return slots;
    }

    /**
     * Whose rows are taken.
     *
     * @param sender who texts are handed to; null in other channels
     * @param countries which of them are his; null for all
     */
    private record Whose(@Nullable String sender, @Nullable Predicate<String> countries) {}

    private static final Whose ANYBODYS = new Whose(null, null);

    private interface Slots {
        /** Which of these rows may leave, and when. */
        List<Slot> reserve(Claimed.Of message, Instant now, List<Row> rows);
    }

    private record Taken(long message, List<Claimed> claimed) {}

    private List<Claimed> claim(Channel channel, int room, Whose whose, Slots slots) {
        boolean turn = turns.incrementAndGet() % TURN == 0;
        Set<Long> passed = new HashSet<>(Set.of(NO_MESSAGE));
        for (int i = 0; i < (whose.countries() == null ? MOST_PASSED : MOST_PASSED_BY_COUNTRY); i++) {
            Optional<Taken> taken = Objects.requireNonNull(
                    transaction.execute(tx -> claimed(channel, Math.min(MOST, room), turn, passed, whose, slots)));
            if (taken.isEmpty() || !taken.get().claimed().isEmpty()) {
                return taken.map(Taken::claimed).orElse(List.of());
            }
            // Its slots are far off: what goes elsewhere need not wait for it.
            passed.add(taken.get().message());
        }
        return List.of();
    }

    private Optional<Taken> claimed(
            Channel channel, int room, boolean turn, Set<Long> passed, Whose whose, Slots slots) {
        Instant real = times.real();
        Instant world = times.in(World.LIVE);
        Optional<Claimed.Of> found = next(channel, turn, passed, real, world);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Claimed.Of message = found.get();
        if (message.notAfter() != null && !message.notAfter().isAfter(world)) {
            db.sql("""
                    UPDATE delivery SET state = 'refused', code = 'no-longer-true', changed_at = :now
                     WHERE id IN (SELECT id FROM delivery WHERE message_id = :id AND state IN ('waiting', 'held')
                                   LIMIT 5000)
                    """)
                    .param("now", SqlTime.of(world))
                    .param("id", message.id())
                    .update();
            return Optional.of(new Taken(message.id(), List.of()));
        }
        Predicate<String> countries = whose.countries();
        List<Row> rows = countries == null
                ? rows(message, channel, world, room, "", "")
                : byCountry(message, channel, world, room, countries);
        if (rows.isEmpty() && countries != null) {
            // It has texts for other senders only: it was not served, and does not lose its turn.
            return Optional.of(new Taken(message.id(), List.of()));
        }
        Instant now = pace.now();
        List<Slot> reserved = slots.reserve(message, now, rows);
        List<NewMessage.Text> texts = messages.texts(message.id()).stream()
                .filter(t -> t.channel() == channel)
                .toList();
        String sender = whose.sender();
        List<Claimed> claimed = reserved.stream()
                .map(slot -> claimed(message, slot.row(), channel, now, slot.at(), texts))
                .map(c -> sender == null ? c : c.from(sender))
                .toList();
        mark(claimed);
        db.sql("UPDATE message SET served_at = :real WHERE id = :id")
                .param("real", SqlTime.of(real))
                .param("id", message.id())
                .update();
        return Optional.of(new Taken(message.id(), claimed));
    }

    // First looked for, then locked: with both in one statement H2 locks every row that fits, and sorts them all.
    private Optional<Claimed.Of> next(Channel channel, boolean turn, Set<Long> passed, Instant real, Instant world) {
        List<Long> ids = db.sql("""
                SELECT m.id FROM message m
                 WHERE m.state = 'sending' AND m.world = 'live' AND m.id NOT IN (:passed)
                   AND (m.held_channel IS NULL OR m.held_channel <> :channel)
                   AND (m.after_message IS NULL OR m.after_until <= :real OR NOT (%s))
                   AND EXISTS (SELECT 1 FROM delivery d WHERE d.message_id = m.id AND d.channel = :channel
                                  AND d.state = 'waiting' AND d.not_before <= :now)
                 ORDER BY %s LIMIT 4
                """.formatted(
                                AgentsNotYet.sql("'waiting', 'held', 'sending', 'unknown'"),
                                turn ? "m.served_at" : "m.lane, m.urgency, m.served_at"))
                .param("passed", passed)
                .param("real", SqlTime.of(real))
                .param("channel", channel.id())
                .param("now", SqlTime.of(world))
                .query(Long.class)
                .list();
        return ids.stream().flatMap(id -> locked(id, channel).stream()).findFirst();
    }

    private Optional<Claimed.Of> locked(long message, Channel channel) {
        return db.sql("""
                SELECT * FROM message WHERE id = :id AND state = 'sending'
                   AND (held_channel IS NULL OR held_channel <> :channel) FOR UPDATE SKIP LOCKED
                """)
                .param("id", message)
                .param("channel", channel.id())
                .query((row, i) -> message(row))
                .optional();
    }

    /** Country by country, each found in the index: however many wait elsewhere, they are not read. */
    private List<Row> byCountry(
            Claimed.Of message, Channel channel, Instant world, int room, Predicate<String> countries) {
        List<Row> rows = new ArrayList<>();
        Optional<String> country = country(message, "country >= ''", "");
        while (country.isPresent() && rows.size() < room) {
            String one = country.get();
            if (countries.test(one)) {
                rows.addAll(rows(message, channel, world, room - rows.size(), "AND country = :country", one));
            }
            country = country(message, "country > :after", one);
        }
        return rows;
    }

    private Optional<String> country(Claimed.Of message, String where, String after) {
        return db.sql("SELECT country FROM delivery WHERE message_id = :id AND " + where
                        + " ORDER BY message_id, country LIMIT 1")
                .param("id", message.id())
                .param("after", after)
                .query(String.class)
                .optional();
    }

    private List<Row> rows(Claimed.Of message, Channel channel, Instant world, int room, String more, String country) {
        List<Long> ids = db.sql("""
                SELECT id FROM delivery
                 WHERE message_id = :id AND channel = :channel AND state = 'waiting' AND not_before <= :now %s
                 ORDER BY message_id, %s state, channel, not_before, id LIMIT :n
                """.formatted(more, more.isEmpty() ? "" : "country,"))
                .param("country", country)
                .param("id", message.id())
                .param("channel", channel.id())
                .param("now", SqlTime.of(world))
                .param("n", room)
                .query(Long.class)
                .list();
        if (ids.isEmpty()) {
            return List.of();
        }
        return db.sql("""
                SELECT id, recipient, address, address_hash, locale, attempt, tries FROM delivery
                 WHERE id IN (:ids) AND state = 'waiting' FOR UPDATE SKIP LOCKED
                """)
                .param("ids", ids)
                .query((row, i) -> new Row(
                        row.getLong("id"),
                        row.getString("recipient"),
                        row.getString("address"),
                        row.getString("address_hash"),
                        row.getString("locale"),
                        row.getInt("attempt"),
                        row.getInt("tries")))
                .list();
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
                       started_at = CURRENT_TIMESTAMP, sender = COALESCE(:sender, sender)
                 WHERE id = :id
                """,
                claimed.stream()
                        .map(c -> new MapSqlParameterSource("id", c.id())
                                .addValue("attempt", c.attempt())
                                .addValue("node", node)
                                .addValue("sender", c.sender(), Types.VARCHAR)
                                .addValue("lease", SqlTime.of(c.slot().plus(settings.lease()))))
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
                SqlTime.orNull(row, "not_after"),
                row.getString("thread_ts") == null
                        ? null
                        : new Claimed.Thread(row.getString("thread_channel"), row.getString("thread_ts")));
    }
}
