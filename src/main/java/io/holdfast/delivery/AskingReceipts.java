package io.holdfast.delivery;

import io.holdfast.engine.Worker;
import io.holdfast.time.Ids;
import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks the vendor what became of a few texts, chosen by chance, while no receipts reach us; what it says is taken in like a receipt. All
 * nodes together ask some six times a minute.
 */
@Component
class AskingReceipts extends Worker {
    private static final Duration GAP = Pace.gap(6 / 60.0);
    private static final String SLOTS = "sms-receipts";
    private static final int CHOICE = 50;
    private static final Duration ASKED_AGAIN = Duration.ofMinutes(5);
    private static final Duration KEPT = Duration.ofDays(1);

    private final JdbcClient db;
    private final ChannelHealth health;
    private final Vendors vendors;
    private final InboundSms inbound;
    private final Pace pace;
    private final Times times;
    private final Ids ids;
    private final TransactionTemplate transaction;
    private final Breaker breaker = new Breaker("sms-receipts");

    AskingReceipts(
            JdbcClient db,
            ChannelHealth health,
            Vendors vendors,
            InboundSms inbound,
            Pace pace,
            Times times,
            Ids ids,
            TransactionTemplate transaction) {
        super("asking-receipts", Duration.ofSeconds(1));
        this.db = db;
        this.health = health;
        this.vendors = vendors;
        this.inbound = inbound;
        this.pace = pace;
        this.times = times;
        this.ids = ids;
        this.transaction = transaction;
    }

    @Override
    protected boolean work() {
        Optional<ChannelHealth.ByAsking> needed = health.asking();
        if (needed.isPresent()) {
            choose(needed.get()).filter(open -> mine() && breaker.permits()).ifPresent(this::ask);
        }
        return false;
    }

    private Optional<TextCounts.Open> choose(ChannelHealth.ByAsking needed) {
        TextCounts counts = new TextCounts(db, needed.from(), needed.to());
        long span = Math.max(1, Duration.between(needed.from(), needed.to()).toMillis());
        Instant somewhere = needed.from().plusMillis(ids.below(span));
        Instant again = times.in(World.LIVE).minus(ASKED_AGAIN);
        return any(counts.open(somewhere, null, CHOICE))
                .or(() -> any(counts.open(needed.from(), null, CHOICE)))
                .or(() -> any(counts.open(needed.from(), again, CHOICE)));
    }

    private Optional<TextCounts.Open> any(List<TextCounts.Open> some) {
        return some.isEmpty() ? Optional.empty() : Optional.of(some.get((int) ids.below(some.size())));
    }

    /** Takes the next slot where it has come; one node only gets it. */
    private boolean mine() {
        pace.ensure(SLOTS, pace.now());
        return Boolean.TRUE.equals(transaction.execute(tx -> {
            Instant now = pace.now();
            boolean free = !pace.locked(SLOTS).isAfter(now);
            if (free) {
                pace.set(SLOTS, now.plus(GAP));
            }
            return free;
        }));
    }

    private void ask(TextCounts.Open text) {
        long begun = System.nanoTime();
        Optional<SmsChannel.State> state = Optional.empty();
        try {
            state = vendors.sms().state(text.sid());
        } finally {
            breaker.learn(
                    state.isPresent() ? new Outcome.Taken(text.sid(), null, false) : new Outcome.Unknown("no-answer"),
                    Duration.ofNanos(System.nanoTime() - begun));
        }
        state.ifPresent(s -> transaction.executeWithoutResult(tx -> write(text, s)));
    }

    private void write(TextCounts.Open text, SmsChannel.State state) {
        Instant now = times.in(World.LIVE);
        db.sql("DELETE FROM receipt_asked WHERE delivery_id = :id OR asked_at < :old")
                .param("id", text.delivery())
                .param("old", SqlTime.of(now.minus(KEPT)))
                .update();
        db.sql("""
                INSERT INTO receipt_asked (delivery_id, sender, taken_at, asked_at, arrived)
                VALUES (:id, :sender, :taken, :now, :arrived)
                """)
                .param("id", text.delivery())
                .param("sender", text.sender(), java.sql.Types.VARCHAR)
                .param("taken", SqlTime.of(text.taken()))
                .param("now", SqlTime.of(now))
                .param("arrived", Set.of("delivered", "read").contains(state.status()))
                .update();
        inbound.learnt(text.delivery(), text.attempt(), text.sid(), state);
    }
}
