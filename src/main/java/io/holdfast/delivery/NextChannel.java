package io.holdfast.delivery;

import io.holdfast.engine.DueSource;
import io.holdfast.engine.Worker;
import io.holdfast.engine.WorldWork;
import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Entry;
import io.holdfast.evidence.Evidence;
import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Opens the next channel of a recipient: where one failed for good, and for a page also where it does not get through in time. It is
 * never opened for a customer on a mere doubt, since he would then be told twice.
 */
@Component
class NextChannel extends Worker implements WorldWork, DueSource {
    private static final int BATCH = 200;

    private final JdbcClient db;
    private final Recipients recipients;
    private final List<Senders> senders;
    private final Evidence evidence;
    private final Times times;
    private final DeliverySettings settings;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Addressees addressees;

    NextChannel(
            JdbcClient db,
            Recipients recipients,
            List<Senders> senders,
            Evidence evidence,
            Times times,
            DeliverySettings settings,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            Addressees addressees) {
        super("outbox-next-channel", Duration.ofMillis(500));
        this.db = db;
        this.recipients = recipients;
        this.senders = senders;
        this.evidence = evidence;
        this.times = times;
        this.settings = settings;
        this.transaction = transaction;
        this.events = events;
        this.addressees = addressees;
    }

    /** Says, in the current transaction, that this recipient is to be tried in his next channel, if he has one. */
    static void want(JdbcClient db, long delivery, String because) {
        db.sql("""
                INSERT INTO delivery_next (delivery_id, because)
                SELECT d.id, :because FROM delivery d
                 WHERE d.id = :id AND d.next_tried = FALSE AND NOT EXISTS (SELECT 1 FROM delivery_next n WHERE n.delivery_id = d.id)
                """).param("because", because).param("id", delivery).update();
    }

    private record Due(
            long delivery,
            long message,
            World world,
            @Nullable String incident,
            String topic,
            String state,
            Audience audience,
            String recipient,
            Channel channel,
            String because,
            String words) {}

    @Override
    protected boolean work() {
        transaction.executeWithoutResult(tx -> impatient());
        return opened(World.LIVE) == BATCH;
    }

    @Override
    public boolean run(World world) {
        transaction.executeWithoutResult(tx -> impatient(world));
        return opened(world) > 0;
    }

    /** @return how many were looked at */
    private int opened(World world) {
        List<Due> due = db.sql("""
                SELECT n.delivery_id, n.because, d.message_id, d.recipient, d.channel, m.world, m.incident_key, m.topic, m.state,
                       m.audience, m.kind, m.reason
                  FROM delivery_next n JOIN delivery d ON d.id = n.delivery_id JOIN message m ON m.id = d.message_id
                 WHERE m.world = :world ORDER BY m.lane, n.delivery_id LIMIT :n
                """)
                .param("world", world.id())
                .param("n", BATCH)
                .query((row, i) -> new Due(
                        row.getLong("delivery_id"),
                        row.getLong("message_id"),
                        new World(row.getString("world")),
                        row.getString("incident_key"),
                        row.getString("topic"),
                        row.getString("state"),
                        AudienceText.read(row.getString("audience")),
                        row.getString("recipient"),
                        channel(row.getString("channel")),
                        row.getString("because"),
                        MessageWords.put(
                                NewMessage.Kind.valueOf(row.getString("kind")),
                                addressees.recorded(
                                        new World(row.getString("world")),
                                        AudienceText.read(row.getString("audience"))),
                                row.getString("reason"))))
                .list();
        boolean opened = false;
        for (Due one : due) {
            opened |= Boolean.TRUE.equals(transaction.execute(tx -> open(one)));
        }
        if (opened) {
            events.publishEvent(new Expansion.Rows());
        }
        return due.size();
    }

    // A page that is not through: after a while, and at once where the channel's circuit breaker is open.
    private void impatient() {
        Instant late = times.real().minus(settings.pagePatience());
        List<String> broken = senders.stream()
                .filter(Senders::open)
                .map(s -> s.channel().id())
                .toList();
        db.sql("""
                INSERT INTO delivery_next (delivery_id, because)
                SELECT d.id, 'it does not get through in time'
                  FROM delivery d JOIN message m ON m.id = d.message_id
                 WHERE m.world = 'live' AND m.lane = 0 AND m.state = 'sending' AND m.correction = FALSE
                   AND d.state IN ('waiting', 'sending', 'unknown')
                   AND (COALESCE(d.opened_at, m.put_at) < :late OR d.channel IN (:broken)) AND d.next_tried = FALSE
                   AND NOT EXISTS (SELECT 1 FROM delivery_next n WHERE n.delivery_id = d.id)
                """)
                .param("late", SqlTime.of(late))
                .param("broken", broken.isEmpty() ? List.of("-") : broken)
                .update();
    }

    // In a drill patience goes by its own clock.
    private void impatient(World world) {
        db.sql("""
                INSERT INTO delivery_next (delivery_id, because)
                SELECT d.id, 'it does not get through in time'
                  FROM delivery d JOIN message m ON m.id = d.message_id
                 WHERE m.world = :world AND m.lane = 0 AND m.state = 'sending' AND m.correction = FALSE
                   AND d.state = 'waiting' AND m.created_at <= :late AND d.next_tried = FALSE
                   AND NOT EXISTS (SELECT 1 FROM delivery_next n WHERE n.delivery_id = d.id)
                """)
                .param("world", world.id())
                .param("late", SqlTime.of(times.in(world).minus(settings.pagePatience())))
                .update();
    }

    @Override
    public Optional<Instant> nextDue(World world) {
        if (world.isLive()) {
            return Optional.empty(); // patience goes by the machine's clock
        }
        return db.sql("""
                SELECT MIN(m.created_at) AS first FROM delivery d JOIN message m ON m.id = d.message_id
                 WHERE m.world = :world AND m.lane = 0 AND m.state = 'sending' AND m.correction = FALSE
                   AND d.state = 'waiting' AND d.next_tried = FALSE
                """)
                .param("world", world.id())
                .query((row, i) -> Optional.ofNullable(SqlTime.orNull(row, "first")))
                .single()
                .map(first -> first.plus(settings.pagePatience()));
    }

    private boolean open(Due due) {
        int mine = db.sql("DELETE FROM delivery_next WHERE delivery_id = :id")
                .param("id", due.delivery())
                .update();
        db.sql("UPDATE delivery SET next_tried = TRUE WHERE id = :id")
                .param("id", due.delivery())
                .update();
        if (mine == 0 || !Set.of("sending", "done").contains(due.state())) {
            return false;
        }
        Set<Channel> used = new HashSet<>(
                db.sql("SELECT channel FROM delivery WHERE message_id = :message AND recipient = :recipient")
                        .param("message", due.message())
                        .param("recipient", due.recipient())
                        .query((row, i) -> channel(row.getString("channel")))
                        .list());
        Optional<Recipients.Member> next = candidates(due).stream()
                .filter(m -> !used.contains(m.channel()) && speaks(due.message(), m.channel()))
                .findFirst();
        next.ifPresent(member -> insert(due, member));
        return next.isPresent();
    }

    private List<Recipients.Member> candidates(Due due) {
        if (due.audience() instanceof Audience.Addresses addresses) {
            return addresses.addresses().stream()
                    .filter(a -> a.recipient().equals(due.recipient()))
                    .map(a -> new Recipients.Member(a.recipient(), a.channel(), a.address(), a.locale()))
                    .toList();
        }
        return recipients.channels(due.world(), due.recipient());
    }

    private boolean speaks(long message, Channel channel) {
        return db.sql("SELECT COUNT(*) FROM message_text WHERE message_id = :message AND channel = :channel")
                        .param("message", message)
                        .param("channel", channel.id())
                        .query(Long.class)
                        .single()
                > 0;
    }

    private void insert(Due due, Recipients.Member member) {
        String hash = Digests.address(member.channel(), member.address());
        boolean stopped = count("stop", hash) > 0;
        boolean bad = count("bad_address", hash) > 0;
        Instant now = times.in(due.world());
        db.sql("""
                INSERT INTO delivery
                  (message_id, recipient, channel, address, address_hash, locale, after_id, state, not_before, attempt, tries,
                   asked, code, changed_at, opened_at, country)
                VALUES (:message, :recipient, :channel, :address, :hash, :locale, :after, :state, :now, 0, 0, 0, :code, :now, :real,
                        :country)
                """)
                .param("real", SqlTime.of(times.real()))
                .param("message", due.message())
                .param("recipient", due.recipient())
                .param("channel", member.channel().id())
                .param("address", member.address())
                .param("hash", hash)
                .param("locale", member.locale())
                .param("after", due.delivery())
                .param("state", stopped ? "refused" : bad ? "failed" : "waiting")
                .param("code", stopped ? "stop" : bad ? "bad-address" : null)
                .param("country", Countries.of(member.channel(), member.address()))
                .param("now", SqlTime.of(now))
                .update();
        db.sql("UPDATE message SET state = 'sending' WHERE id = :id AND state = 'done'")
                .param("id", due.message())
                .update();
        evidence.record(new Entry(
                due.world(),
                due.incident() == null ? Entry.HOUSE : due.incident(),
                now,
                "message.next-channel",
                due.words() + " – one of them is tried by "
                        + member.channel().word() + ", since by "
                        + due.channel().word() + " " + due.because(),
                new Actor.Self("delivery"),
                Map.of(
                        "message", due.message(),
                        "topic", due.topic(),
                        "delivery", due.delivery(),
                        "channel", member.channel().id())));
    }

    private long count(String table, String hash) {
        return db.sql("SELECT COUNT(*) FROM " + table + " WHERE address_hash = :hash")
                .param("hash", hash)
                .query(Long.class)
                .single();
    }

    private static Channel channel(String id) {
        return Channel.valueOf(id.toUpperCase(Locale.ROOT));
    }
}
