package io.holdfast.delivery;

import io.holdfast.catalog.Verdict;
import io.holdfast.engine.Worker;
import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Measures whether texts arrive: a vendor who takes all and delivers nothing answers every call with a good word. It looks at what was
 * taken a while ago, so that each had its time. Where a channel fails and little is sent in it any more, it looks back to what was sent
 * when it began to fail: that this arrives after all is the sign that the channel is well.
 */
@Component
class ChannelHealth extends Worker {
    private static final Channel CHANNEL = Channel.SMS;
    private static final Duration EVERY = Duration.ofSeconds(30);

    /** A worker's pause is not exact. */
    private static final Duration NEARLY = Duration.ofSeconds(28);

    /** As many as thresholds.dmn asks for. */
    private static final int ENOUGH = 20;

    private static final int NEWEST_MESSAGES = 500;
    private static final int ROUND_TRIPS = 400;

    private final JdbcClient db;
    private final Times times;
    private final DeliverySettings settings;
    private final ObjectProvider<ChannelWatch> watch;
    private @Nullable Instant last;

    ChannelHealth(JdbcClient db, Times times, DeliverySettings settings, ObjectProvider<ChannelWatch> watch) {
        super("channel-health", EVERY);
        this.db = db;
        this.times = times;
        this.settings = settings;
        this.watch = watch;
    }

    @Override
    protected boolean work() {
        Instant now = times.in(World.LIVE);
        Instant before = last;
        if (before != null && now.isBefore(before.plus(NEARLY))) {
            return false;
        }
        last = now;
        watch.ifAvailable(w -> {
            ChannelWatch.Measured health = measure(now, w.judgement(CHANNEL));
            if (health.taken() > 0) {
                w.measured(health);
            }
        });
        return false;
    }

    /** How it does at this moment. */
    ChannelWatch.Measured measure(Instant now, Optional<ChannelWatch.Judgement> judged) {
        ChannelWatch.Measured health = measure(now, now.minus(settings.healthWindow()));
        boolean fails = judged.filter(j -> j.verdict() == Verdict.BAD).isPresent();
        return fails && health.taken() < ENOUGH
                ? measure(now, judged.orElseThrow().since().minus(settings.healthWindow()))
                : health;
    }

    private ChannelWatch.Measured measure(Instant now, Instant from) {
        Instant to = now.minus(settings.healthAfter());
        List<Long> messages = db.sql("""
                SELECT id FROM message WHERE world = :world ORDER BY world DESC, id DESC LIMIT :n
                """)
                .param("world", World.LIVE.id())
                .param("n", NEWEST_MESSAGES)
                .query(Long.class)
                .list();
        if (messages.isEmpty()) {
            return new ChannelWatch.Measured(CHANNEL, now, 0, 0, null);
        }
        long delivered = count("delivered", "", messages, from, to);
        // What failed before the vendor had it says nothing of what he delivers.
        long others = count("sent", "", messages, from, to)
                + count("failed", "AND vendor_id IS NOT NULL", messages, from, to);
        return new ChannelWatch.Measured(
                CHANNEL, now, delivered + others, delivered, delivered == 0 ? null : roundTrip(messages, from, to));
    }

    // not_before of what the vendor took is when he took it: settling writes it, and the index over it is the one that
    // claims use.
    private long count(String state, String more, List<Long> messages, Instant from, Instant to) {
        return db.sql("""
                SELECT COUNT(*) FROM delivery
                 WHERE message_id IN (:messages) AND state = :state AND channel = :channel
                   AND not_before >= :from AND not_before <= :to
                """ + more)
                .param("messages", messages)
                .param("state", state)
                .param("channel", CHANNEL.id())
                .param("from", SqlTime.of(from))
                .param("to", SqlTime.of(to))
                .query(Long.class)
                .single();
    }

    private Duration roundTrip(List<Long> messages, Instant from, Instant to) {
        List<Duration> trips = db
                .sql("""
                SELECT not_before, changed_at FROM delivery
                 WHERE message_id IN (:messages) AND state = 'delivered' AND channel = :channel
                   AND not_before >= :from AND not_before <= :to
                 ORDER BY not_before DESC LIMIT :n
                """)
                .param("messages", messages)
                .param("channel", CHANNEL.id())
                .param("from", SqlTime.of(from))
                .param("to", SqlTime.of(to))
                .param("n", ROUND_TRIPS)
                .query((row, i) -> Duration.between(SqlTime.get(row, "not_before"), SqlTime.get(row, "changed_at")))
                .list()
                .stream()
                .sorted()
                .toList();
        Duration median = trips.get(trips.size() / 2);
        return median.isNegative() ? Duration.ZERO : median;
    }
}
