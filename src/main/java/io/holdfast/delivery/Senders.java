package io.holdfast.delivery;

import io.holdfast.engine.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One channel's loop: claim, call the vendor at each slot outside of any transaction, settle what came back. */
abstract class Senders extends Worker {
    private static final Logger log = LoggerFactory.getLogger(Senders.class);
    private static final int IN_FLIGHT = 64;

    private final Pace pace;
    private final Settling settling;
    private final Stops stops;
    private final ScheduledThreadPoolExecutor calls;
    private final ConcurrentLinkedQueue<Settling.Settled> back = new ConcurrentLinkedQueue<>();
    private final AtomicInteger inFlight = new AtomicInteger();

    Senders(String name, int threads, Pace pace, Settling settling, Stops stops) {
        super(name, Duration.ofMillis(200));
        this.pace = pace;
        this.settling = settling;
        this.stops = stops;
        this.calls = new ScheduledThreadPoolExecutor(threads, task -> {
            Thread thread = new Thread(task, name + "-call");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Takes what may leave within the horizon. */
    protected abstract List<Claimed> claim();

    /** Calls the vendor once. */
    protected abstract Outcome call(Claimed claimed);

    /** Whose slots wait where the vendor asks for a pause. */
    protected abstract String sender(Claimed claimed);

    @Override
    protected boolean work() {
        boolean settled = settle();
        if (inFlight.get() >= IN_FLIGHT) {
            return settled;
        }
        List<Claimed> claimed = claim();
        Instant now = claimed.isEmpty() ? Instant.EPOCH : pace.now();
        for (Claimed c : claimed) {
            inFlight.incrementAndGet();
            long wait = Math.max(0, Duration.between(now, c.slot()).toNanos());
            calls.schedule(() -> send(c), wait, TimeUnit.NANOSECONDS);
        }
        return settled || !claimed.isEmpty();
    }

    private void send(Claimed c) {
        Outcome outcome;
        try {
            // The last look before the call: what is on the wire can't be called back, what is not must not go.
            outcome = c.channel() == Channel.SMS && stops.stopped(c.addressHash()) ? new Outcome.Stopped() : call(c);
        } catch (RuntimeException e) {
            log.error(
                    "Delivery {} failed for a reason that is ours; the vendor is asked whether it went out", c.id(), e);
            outcome = new Outcome.Unknown("no-answer");
        }
        back.add(new Settling.Settled(c, outcome));
        inFlight.decrementAndGet();
        wake();
    }

    private boolean settle() {
        List<Settling.Settled> all = new ArrayList<>();
        for (Settling.Settled one = back.poll(); one != null; one = back.poll()) {
            all.add(one);
        }
        if (all.isEmpty()) {
            return false;
        }
        try {
            all.stream()
                    .map(s -> sender(s.claimed()))
                    .distinct()
                    .forEach(sender -> settling.settle(
                            all.stream()
                                    .filter(s -> sender(s.claimed()).equals(sender))
                                    .toList(),
                            sender));
        } catch (RuntimeException e) {
            // Nothing is lost: their leases run out, and the vendor is asked.
            log.warn("{} attempts could not be settled; they are asked about when their leases run out", all.size(), e);
        }
        return true;
    }

    /** Waits for the calls under way and settles them. */
    final void drain(Duration atMost) {
        calls.shutdown();
        try {
            if (!calls.awaitTermination(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("Calls are still under way at the end; they are asked about after the next start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        settle();
    }
}
