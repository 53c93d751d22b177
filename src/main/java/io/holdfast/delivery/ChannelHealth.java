package io.holdfast.delivery;

import io.holdfast.catalog.Verdict;
import io.holdfast.engine.Worker;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Measures whether texts arrive: a vendor who takes all and delivers nothing answers every call with a good word. It looks at what was
 * taken a while ago, so that each had its time. Where a channel fails and little is sent in it any more, it looks back to what was sent
 * when it began to fail: that this arrives after all is the sign that the channel is well. Where no receipt at all has come for what is
 * looked at, it is our door that is shut: then the vendor is asked about a sample, and that is judged.
 */
@Component
class ChannelHealth extends Worker {
    /** So many that were asked about say something of the rest. */
    static final int SAMPLE = 10;

    private static final Channel CHANNEL = Channel.SMS;
    private static final Duration EVERY = Duration.ofSeconds(30);

    /** A worker's pause is not exact. */
    private static final Duration NEARLY = Duration.ofSeconds(28);

    private final JdbcClient db;
    private final Times times;
    private final DeliverySettings settings;
    private final ReceiptsHeard receipts;
    private final SmsRoutes routes;
    private final ObjectProvider<ChannelWatch> watch;
    private @Nullable Instant last;
    private volatile @Nullable ByAsking asking;

    ChannelHealth(
            JdbcClient db,
            Times times,
            DeliverySettings settings,
            ReceiptsHeard receipts,
            SmsRoutes routes,
            ObjectProvider<ChannelWatch> watch) {
        super("channel-health", EVERY);
        this.db = db;
        this.times = times;
        this.settings = settings;
        this.receipts = receipts;
        this.routes = routes;
        this.watch = watch;
    }

    /**
     * That receipts do not reach us.
     *
     * @param from the texts in question were taken from then on
     * @param taken how many they are
     * @param asked about how many of them the vendor was asked
     */
    record ByAsking(Instant from, Instant to, long taken, long asked, long arrived) {}

    @Override
    protected boolean work() {
        Instant now = times.in(World.LIVE);
        Instant before = last;
        if (before != null && now.isBefore(before.plus(NEARLY))) {
            return false;
        }
        last = now;
        Optional<ChannelWatch> judge = Optional.ofNullable(watch.getIfAvailable());
        ChannelWatch.Measured health = measure(now, judge.flatMap(w -> w.judgement(CHANNEL)));
        if (health.taken() > 0) {
            judge.ifPresent(w -> w.measured(health));
        }
        return false;
    }

    /** Whether the vendor has to be asked, as it was found last. */
    Optional<ByAsking> asking() {
        return Optional.ofNullable(asking);
    }

    /** How it does at this moment. */
    ChannelWatch.Measured measure(Instant now, Optional<ChannelWatch.Judgement> judged) {
        ChannelWatch.Measured health = measure(now, now.minus(settings.healthWindow()), true);
        boolean fails = judged.filter(j -> j.verdict() == Verdict.BAD).isPresent();
        return fails && health.taken() < SmsRoutes.ENOUGH
                ? measure(now, judged.orElseThrow().since().minus(settings.healthWindow()), false)
                : health;
    }

    private ChannelWatch.Measured measure(Instant now, Instant from, boolean senders) {
        TextCounts counts = new TextCounts(db, from, now.minus(settings.healthAfter()));
        Optional<Instant> first = counts.first();
        boolean heard = first.map(receipts::since).orElse(true);
        if (senders && !routes.froms().onlyOne()) {
            routes.arrived(first.isEmpty() ? Map.of() : heard ? counts.bySender() : counts.askedBySender());
        }
        if (first.isEmpty()) {
            asking = null;
            return nothing(now);
        }
        return heard ? byReceipts(now, counts) : byAsking(now, from, counts);
    }

    private static ChannelWatch.Measured nothing(Instant now) {
        return new ChannelWatch.Measured(CHANNEL, now, 0, 0, null);
    }

    private ChannelWatch.Measured byReceipts(Instant now, TextCounts counts) {
        asking = null;
        long delivered = counts.delivered();
        return new ChannelWatch.Measured(
                CHANNEL, now, delivered + counts.sent() + counts.failed(), delivered, counts.roundTrip());
    }

    // What is known of a text counts, however it came to be known; the rest is taken to arrive as the sample did. How
    // long they took
    // is not known: that they had arrived when we asked says little of when.
    private ChannelWatch.Measured byAsking(Instant now, Instant from, TextCounts counts) {
        long delivered = counts.delivered();
        long sent = counts.sent();
        long taken = delivered + sent + counts.failed();
        TextCounts.Asked asked = counts.asked();
        asking = new ByAsking(from, now.minus(settings.healthAfter()), taken, asked.asked(), asked.arrived());
        long unasked = Math.max(0, sent - asked.open());
        if (unasked > 0 && asked.asked() < SAMPLE) {
            return nothing(now);
        }
        long hoped = unasked == 0 ? 0 : Math.round(unasked * (double) asked.arrived() / asked.asked());
        return new ChannelWatch.Measured(CHANNEL, now, taken, delivered + hoped, null);
    }
}
