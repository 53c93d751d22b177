package io.holdfast.delivery;

import io.holdfast.engine.Worker;
import io.holdfast.engine.WorldWork;
import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Turns an audience into one row per recipient, in keyset steps whose cursor is written with them: restartable at any point. */
@Component
class Expansion extends Worker implements WorldWork {
    private static final int FIRST_STEP = 200;
    private static final int STEP = 5_000;

    private final JdbcClient db;
    private final NamedParameterJdbcTemplate batch;
    private final Recipients recipients;
    private final Times times;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;

    Expansion(
            JdbcClient db,
            NamedParameterJdbcTemplate batch,
            Recipients recipients,
            Times times,
            TransactionTemplate transaction,
            ApplicationEventPublisher events) {
        super("outbox-expansion", Duration.ofSeconds(1));
        this.db = db;
        this.batch = batch;
        this.recipients = recipients;
        this.times = times;
        this.transaction = transaction;
        this.events = events;
    }

    /** Says within this process that there are rows to send. */
    record Rows() {}

    private record Open(
            long id,
            World world,
            String topic,
            int version,
            Audience audience,
            boolean correction,
            @Nullable String cursor) {}

    private record Row(
            String recipient,
            Channel channel,
            String address,
            String locale,
            String state,
            @Nullable String code,
            @Nullable Long after) {}

    @EventListener
    void put(OutboxRows.Put put) {
        wake();
    }

    @Override
    protected boolean work() {
        boolean more = run(World.LIVE);
        if (more) {
            events.publishEvent(new Rows());
        }
        return more;
    }

    @Override
    public boolean run(World world) {
        return Boolean.TRUE.equals(transaction.execute(tx -> step(world)));
    }

    private record Next(long message, @Nullable String cursor) {}

    private boolean step(World world) {
        Optional<Next> next = db.sql("""
                SELECT x.message_id FROM message_expansion x JOIN message m ON m.id = x.message_id
                 WHERE m.world = :world ORDER BY x.lane, x.urgency, x.message_id LIMIT 4
                """).param("world", world.id()).query(Long.class).list().stream()
                .flatMap(id -> locked(id).stream())
                .findFirst();
        if (next.isEmpty()) {
            return false;
        }
        Optional<Open> open = open(next.get());
        if (open.isEmpty()) {
            // Superseded, withdrawn or cancelled half-way: nobody else is added.
            leave(next.get().message());
            return true;
        }
        expand(open.get());
        return true;
    }

    private Optional<Next> locked(long message) {
        return db.sql(
                        "SELECT message_id, cursor_at FROM message_expansion WHERE message_id = :id FOR UPDATE SKIP LOCKED")
                .param("id", message)
                .query((row, i) -> new Next(row.getLong("message_id"), row.getString("cursor_at")))
                .optional();
    }

    private Optional<Open> open(Next next) {
        return db.sql("""
                SELECT id, world, topic, version, audience, correction FROM message
                 WHERE id = :id AND state IN ('sending', 'paused')
                """)
                .param("id", next.message())
                .query((row, i) -> new Open(
                        row.getLong("id"),
                        new World(row.getString("world")),
                        row.getString("topic"),
                        row.getInt("version"),
                        AudienceText.read(row.getString("audience")),
                        row.getBoolean("correction"),
                        next.cursor()))
                .optional();
    }

    private void expand(Open message) {
        if (message.audience() instanceof Audience.Addresses addresses) {
            expand(message, addresses);
        } else if (message.audience() instanceof Audience.Subscribers subscribers) {
            expand(message, subscribers);
        } else {
            toldEarlier(message);
        }
    }

    private void expand(Open message, Audience.Addresses addresses) {
        Map<String, Row> rows = new LinkedHashMap<>();
        Map<String, Long> underWay = underWay(
                message,
                addresses.addresses().stream().map(Audience.Address::recipient).toList());
        for (Audience.Address a : addresses.addresses()) {
            Long before = underWay.get(a.recipient());
            // Further addresses of the same recipient are his next channels.
            rows.putIfAbsent(
                    a.recipient(),
                    new Row(
                            a.recipient(),
                            a.channel(),
                            a.address(),
                            a.locale(),
                            before == null ? "waiting" : "held",
                            null,
                            before));
        }
        insert(message, new ArrayList<>(rows.values()));
        done(message, null, true);
    }

    private void expand(Open message, Audience.Subscribers subscribers) {
        int limit = message.cursor() == null ? FIRST_STEP : STEP;
        List<Recipients.Member> members = recipients.next(message.world(), subscribers, message.cursor(), limit);
        Map<String, Long> underWay = underWay(
                message, members.stream().map(Recipients.Member::recipient).toList());
        List<Row> rows = new ArrayList<>();
        for (Recipients.Member m : members) {
            Long before = underWay.get(m.recipient());
            rows.add(new Row(
                    m.recipient(),
                    m.channel(),
                    m.address(),
                    m.locale(),
                    before == null ? "waiting" : "held",
                    null,
                    before));
        }
        insert(message, rows);
        done(
                message,
                members.isEmpty()
                        ? message.cursor()
                        : members.get(members.size() - 1).recipient(),
                members.size() < limit);
    }

    /** Earlier texts of this topic that are on the wire: the next one waits until it is known what became of them. */
    private Map<String, Long> underWay(Open message, List<String> members) {
        Map<String, Long> ids = new HashMap<>();
        if (members.isEmpty() || message.version() == 1) {
            return ids;
        }
        List<Long> earlier = db.sql("SELECT id FROM message WHERE world = :world AND topic = :topic AND id <> :id")
                .param("world", message.world().id())
                .param("topic", message.topic())
                .param("id", message.id())
                .query(Long.class)
                .list();
        if (earlier.isEmpty()) {
            return ids;
        }
        Set<String> asked = new HashSet<>(members);
        // Few are on the wire at any time, so they are read whole.
        db.sql("""
                SELECT recipient, id FROM delivery
                 WHERE message_id IN (:earlier) AND state IN ('sending', 'unknown') ORDER BY id
                """)
                .param("earlier", earlier)
                .query((row, i) -> asked.contains(row.getString("recipient"))
                        ? ids.put(row.getString("recipient"), row.getLong("id"))
                        : null)
                .list();
        return ids;
    }

    private record Earlier(String recipient, Channel channel, String address, String locale, String state, long id) {}

    private void toldEarlier(Open message) {
        List<Earlier> page = db.sql("""
                SELECT d.recipient, d.channel, d.address, d.locale, d.state, d.id
                  FROM delivery d JOIN message m ON m.id = d.message_id
                 WHERE m.world = :world AND m.topic = :topic AND m.version < :version AND d.recipient > :cursor
                 ORDER BY d.recipient, d.id LIMIT :n
                """)
                .param("world", message.world().id())
                .param("topic", message.topic())
                .param("version", message.version())
                .param("cursor", message.cursor() == null ? "" : message.cursor())
                .param("n", STEP)
                .query((row, i) -> new Earlier(
                        row.getString("recipient"),
                        Channel.valueOf(row.getString("channel").toUpperCase(java.util.Locale.ROOT)),
                        row.getString("address"),
                        row.getString("locale"),
                        row.getString("state"),
                        row.getLong("id")))
                .list();
        boolean last = page.size() < STEP;
        // The last recipient of a full page may go on in the next one.
        String open = last ? null : page.get(page.size() - 1).recipient();
        Map<String, List<Earlier>> each = new LinkedHashMap<>();
        for (Earlier e : page) {
            if (!e.recipient().equals(open)) {
                each.computeIfAbsent(e.recipient() + "|" + e.channel(), k -> new ArrayList<>())
                        .add(e);
            }
        }
        List<Row> rows = new ArrayList<>();
        String cursor = message.cursor();
        for (List<Earlier> told : each.values()) {
            Earlier newest = told.get(told.size() - 1);
            cursor = newest.recipient();
            boolean surely =
                    told.stream().anyMatch(e -> Set.of("sent", "delivered").contains(e.state()));
            Optional<Earlier> unclear = told.stream()
                    .filter(e -> Set.of("sending", "unknown").contains(e.state()))
                    .reduce((a, b) -> b);
            boolean doubtful = told.stream().anyMatch(e -> e.state().equals("doubtful"));
            if (unclear.isPresent()) {
                rows.add(new Row(
                        newest.recipient(),
                        newest.channel(),
                        newest.address(),
                        newest.locale(),
                        "held",
                        surely ? "told" : null,
                        unclear.get().id()));
            } else if (surely || doubtful) {
                rows.add(new Row(
                        newest.recipient(),
                        newest.channel(),
                        newest.address(),
                        newest.locale(),
                        "waiting",
                        null,
                        null));
            }
        }
        insert(message, rows);
        done(message, cursor, last);
    }

    private void insert(Open message, List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        Instant now = times.in(message.world());
        Set<String> stopped = new HashSet<>();
        Map<String, String> bad = new HashMap<>();
        for (int from = 0; from < rows.size(); from += 1_000) {
            List<String> hashes = rows.subList(from, Math.min(rows.size(), from + 1_000)).stream()
                    .map(r -> Digests.address(r.channel(), r.address()))
                    .toList();
            stopped.addAll(db.sql("SELECT address_hash FROM stop WHERE address_hash IN (:hashes)")
                    .param("hashes", hashes)
                    .query(String.class)
                    .list());
            db.sql("SELECT address_hash, code FROM bad_address WHERE address_hash IN (:hashes)")
                    .param("hashes", hashes)
                    .query((row, i) -> bad.put(row.getString("address_hash"), row.getString("code")))
                    .list();
        }
        MapSqlParameterSource[] all = rows.stream()
                .map(r -> parameters(message, r, now, stopped, bad))
                .toArray(MapSqlParameterSource[]::new);
        batch.batchUpdate("""
                INSERT INTO delivery
                  (message_id, recipient, channel, address, address_hash, locale, after_id, state, not_before, attempt, tries,
                   asked, code, changed_at, country)
                VALUES (:message, :recipient, :channel, :address, :hash, :locale, :after, :state, :now, 0, 0, 0, :code, :now,
                        :country)
                """, all);
        if (!bad.isEmpty()) {
            db.sql("""
                    INSERT INTO delivery_next (delivery_id, because)
                    SELECT d.id, 'the address proved wrong earlier' FROM delivery d
                     WHERE d.message_id = :message AND d.state = 'failed' AND d.attempt = 0 AND d.next_tried = FALSE
                       AND NOT EXISTS (SELECT 1 FROM delivery_next n WHERE n.delivery_id = d.id)
                    """).param("message", message.id()).update();
        }
    }

    private static MapSqlParameterSource parameters(
            Open message, Row r, Instant now, Set<String> stopped, Map<String, String> bad) {
        String hash = Digests.address(r.channel(), r.address());
        boolean stop = stopped.contains(hash);
        boolean useless = bad.containsKey(hash);
        return new MapSqlParameterSource("message", message.id())
                .addValue("recipient", r.recipient())
                .addValue("channel", r.channel().id())
                .addValue("address", r.address())
                .addValue("hash", hash)
                .addValue("locale", r.locale())
                .addValue("after", r.after())
                .addValue("state", stop ? "refused" : useless ? "failed" : r.state())
                .addValue("code", stop ? "stop" : useless ? "bad-address" : r.code())
                .addValue("country", Countries.of(r.channel(), r.address()))
                .addValue("now", SqlTime.of(now));
    }

    private void done(Open message, @Nullable String cursor, boolean last) {
        if (last) {
            leave(message.id());
        } else {
            db.sql("UPDATE message_expansion SET cursor_at = :cursor WHERE message_id = :id")
                    .param("cursor", cursor)
                    .param("id", message.id())
                    .update();
        }
    }

    private void leave(long message) {
        db.sql("DELETE FROM message_expansion WHERE message_id = :id")
                .param("id", message)
                .update();
    }
}
