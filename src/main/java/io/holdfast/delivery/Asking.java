package io.holdfast.delivery;

import io.holdfast.engine.Worker;
import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks the vendors about attempts with an unclear outcome, before a second try: what a dead node left half-way, time-outs and dropped
 * connections.
 */
@Component
class Asking extends Worker {
    private static final Logger log = LoggerFactory.getLogger(Asking.class);
    private static final int BATCH = 200;
    private static final int AT_ONCE = 8;
    private static final Duration ASK_AGAIN = Duration.ofSeconds(2);
    private static final Duration STANDING = Duration.ofHours(24);
    private static final Duration ASK_AGAIN_AT_MOST = Duration.ofSeconds(30);

    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, task -> {
        Thread thread = new Thread(task, "outbox-asking-call");
        thread.setDaemon(true);
        return thread;
    });

    private final JdbcClient db;
    private final Vendors vendors;
    private final Mails mails;
    private final Calls calls;
    private final Claims claims;
    private final OutboxRows messages;
    private final Settling settling;
    private final Pace pace;
    private final Times times;
    private final DeliverySettings settings;
    private final TransactionTemplate transaction;

    Asking(
            JdbcClient db,
            Vendors vendors,
            Mails mails,
            Calls calls,
            Claims claims,
            OutboxRows messages,
            Settling settling,
            Pace pace,
            Times times,
            DeliverySettings settings,
            TransactionTemplate transaction) {
        super("outbox-asking", Duration.ofMillis(500));
        this.db = db;
        this.vendors = vendors;
        this.mails = mails;
        this.calls = calls;
        this.claims = claims;
        this.messages = messages;
        this.settling = settling;
        this.pace = pace;
        this.times = times;
        this.settings = settings;
        this.transaction = transaction;
    }

    @Override
    protected boolean work() {
        Instant now = pace.now();
        transaction.executeWithoutResult(
                tx -> db.sql("""
                        UPDATE delivery SET state = 'unknown', code = 'no-word', asked = 0
                         WHERE state = 'sending' AND lease_until < :now
                        """).param("now", SqlTime.of(now)).update());
        List<Long> due = db.sql("""
                SELECT id FROM delivery WHERE state = 'unknown' AND lease_until <= :now ORDER BY lease_until, id LIMIT :n
                """)
                .param("now", SqlTime.of(now))
                .param("n", BATCH)
                .query(Long.class)
                .list();
        try {
            threads.invokeAll(due.stream().map(id -> askingOf(id)).toList());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return due.size() == BATCH;
    }

    private Callable<Void> askingOf(long id) {
        return () -> {
            try {
                ask(id);
            } catch (RuntimeException e) {
                log.warn("Delivery {} could not be asked about; it is asked about again", id, e);
            }
            return null;
        };
    }

    @PreDestroy
    void end() {
        threads.shutdownNow();
    }

    private void ask(long id) {
        Instant now = pace.now();
        // Whoever moves the next asking forward is the one who asks now.
        Integer mine = transaction.execute(tx -> db.sql("""
                UPDATE delivery SET lease_until = :next, asked = asked + 1
                 WHERE id = :id AND state = 'unknown' AND lease_until <= :now
                """)
                .param("next", SqlTime.of(now.plus(settings.call()).plusSeconds(3)))
                .param("id", id)
                .param("now", SqlTime.of(now))
                .update());
        if (mine == null || mine == 0) {
            return;
        }
        Asked asked = read(id, now);
        Claimed c = asked.claimed();
        Found found = switch (c.channel()) {
            case SMS -> vendors.sms().find(c, this::owned);
            case SLACK -> vendors.chat().find(c);
            case EMAIL -> mails.channel().find(c);
            case VOICE -> calls.channel().find(c, this::owned);
        };
        transaction.executeWithoutResult(tx -> conclude(asked, found));
    }

    private void conclude(Asked asked, Found found) {
        Claimed c = asked.claimed();
        Instant now = pace.now();
        Instant believedFrom = c.startedAt().plus(settings.readTimeout()).plus(settings.grace());
        // What is edited in place shall show what holds once Slack is back, however long that takes.
        boolean standing = c.channel() == Channel.SLACK && c.message().edit();
        Duration atMost = standing ? STANDING : settings.askAtMost();
        boolean tired = now.isAfter(c.startedAt().plus(atMost));
        boolean atMostOnce = !c.message().repeatUnknown()
                && !asked.again()
                && settings.unclearUpdates() == DeliverySettings.Unclear.DOUBTFUL;
        if (found instanceof Found.Yes yes) {
            set(c, "sent", yes.vendorId(), null, now);
            settling.taken(c, yes.vendorId(), yes.channelId(), yes.edited());
        } else if (found instanceof Found.No && now.isAfter(believedFrom)) {
            set(c, atMostOnce ? "doubtful" : "waiting", null, "not-found", now);
        } else if (found instanceof Found.CannotAsk && tired) {
            set(c, c.message().repeatUnknown() ? "waiting" : "doubtful", null, "cannot-ask", now);
        } else {
            set(c, "unknown", null, "no-answer", next(asked.times(), now, believedFrom));
        }
    }

    // Ever more seldom, but at once when 'not found' begins to be believed.
    private static Instant next(int times, Instant now, Instant believedFrom) {
        long pause = Math.min(ASK_AGAIN_AT_MOST.toMillis(), ASK_AGAIN.toMillis() << Math.min(10, times));
        Instant next = now.plusMillis(pause);
        return now.isBefore(believedFrom) && next.isAfter(believedFrom) ? believedFrom.plusMillis(50) : next;
    }

    /**
     * @param times how often it was asked about before
     * @param again whether a person wants it sent again unless it is found
     */
    private record Asked(Claimed claimed, int times, boolean again) {}

    private void set(
            Claimed c,
            String state,
            @org.jspecify.annotations.Nullable String vendorId,
            @org.jspecify.annotations.Nullable String code,
            Instant lease) {
        db.sql("""
                UPDATE delivery SET state = :state, vendor_id = COALESCE(:vendor, vendor_id), code = :code, lease_until = :lease,
                       again = CASE WHEN :state = 'unknown' THEN again ELSE FALSE END, changed_at = :now
                 WHERE id = :id AND attempt = :attempt AND state = 'unknown'
                """)
                .param("state", state)
                .param("vendor", vendorId)
                .param("code", code)
                .param("lease", SqlTime.of(lease))
                .param("now", SqlTime.of(times.in(World.LIVE)))
                .param("id", c.id())
                .param("attempt", c.attempt())
                .update();
    }

    private Asked read(long id, Instant now) {
        Claimed.Of message = db.sql("SELECT m.* FROM message m JOIN delivery d ON d.message_id = m.id WHERE d.id = :id")
                .param("id", id)
                .query((row, i) -> Claims.message(row))
                .single();
        List<NewMessage.Text> texts = messages.texts(message.id());
        return db.sql("SELECT * FROM delivery WHERE id = :id")
                .param("id", id)
                .query((row, i) -> {
                    Channel channel = Channel.valueOf(row.getString("channel").toUpperCase(java.util.Locale.ROOT));
                    String locale = row.getString("locale");
                    NewMessage.Text text = texts.stream()
                            .filter(t -> t.channel() == channel && t.locale().equals(locale))
                            .findFirst()
                            .orElseGet(() -> texts.stream()
                                    .filter(t -> t.channel() == channel)
                                    .findFirst()
                                    .orElse(new NewMessage.Text(channel, locale, "")));
                    Instant started = SqlTime.orNull(row, "started_at");
                    Claimed claimed = new Claimed(
                            id,
                            message,
                            row.getString("recipient"),
                            channel,
                            row.getString("address"),
                            row.getString("address_hash"),
                            row.getInt("attempt"),
                            row.getInt("tries"),
                            started == null ? now : started,
                            now,
                            text,
                            channel == Channel.SLACK ? claims.standing(message, row.getString("address")) : null,
                            row.getString("sender"));
                    return new Asked(claimed, row.getInt("asked"), row.getBoolean("again"));
                })
                .single();
    }

    private Set<String> owned(Set<String> vendorIds) {
        return new HashSet<>(db.sql("SELECT vendor_id FROM delivery WHERE vendor_id IN (:ids)")
                .param("ids", vendorIds)
                .query(String.class)
                .list());
    }
}
