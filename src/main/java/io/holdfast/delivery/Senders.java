package io.holdfast.delivery;

import io.holdfast.engine.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One channel's loop: claim, call the vendor at each slot outside of any transaction, settle what came back. What came back is settled
 * together, a few dozen milliseconds' worth at a time.
 */
abstract class Senders extends Worker {
    private static final Logger log = LoggerFactory.getLogger(Senders.class);

    /** Within this time what came back is settled. */
    private static final Duration GATHER = Duration.ofMillis(50);

    private static final int GATHERED = 64;
    private static final Duration COLD = Duration.ofSeconds(30);

    private final int atOnce;
    private final Pace pace;
    private final Settling settling;
    private final Stops stops;
    private final DeliverySettings settings;
    private final Breaker breaker;
    private final ScheduledThreadPoolExecutor calls;
    private final ConcurrentLinkedQueue<Settling.Settled> back = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingToSettle = new AtomicInteger();
    private final AtomicBoolean settleDue = new AtomicBoolean();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicLong lastAnswer = new AtomicLong(System.nanoTime() - COLD.toNanos());

    /** @param atOnce how many calls may be under way at once; each has a thread, so that none waits past its slot */
    Senders(String name, int atOnce, Pace pace, Settling settling, Stops stops, DeliverySettings settings) {
        super(name, Duration.ofMillis(200));
        this.atOnce = atOnce;
        this.pace = pace;
        this.settling = settling;
        this.stops = stops;
        this.settings = settings;
        this.breaker = new Breaker(name);
        this.calls = new ScheduledThreadPoolExecutor(atOnce, task -> {
            Thread thread = new Thread(task, name + "-call");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Takes what may leave within the horizon, at most {@code room}. */
    protected abstract List<Claimed> claim(int room);

    /** Calls the vendor once. */
    protected abstract Outcome call(Claimed claimed);

    /** Whose slots wait where the vendor asks for a pause. */
    protected abstract String sender(Claimed claimed);

    /** Whether what becomes of it says nothing of the vendor, so that no other message waits for its failures. */
    protected boolean aside(Claimed claimed) {
        return false;
    }

    /** How long after its slot a message may still leave. */
    protected abstract Duration late();

    /** Which channel it serves. */
    abstract Channel channel();

    /** How many leave in a second at most; infinite where nobody limits it. */
    double perSecond() {
        return Double.POSITIVE_INFINITY;
    }

    /** The same for each way that it may take, by its name in the rows; one of no name where there is only one. */
    Map<String, Double> paces() {
        return Map.of("", perSecond());
    }

    /** The circuit breaker of the way that this takes. */
    Breaker breaker(Claimed claimed) {
        return breaker;
    }

    /** How many may be claimed, as the circuit breakers say. */
    int permitted(int wanted) {
        return breaker.room(wanted);
    }

    /** Whether calls have been going wrong whatever way they take. */
    boolean open() {
        return breaker.open();
    }

    /** For how long; zero while all is well. */
    Duration openFor() {
        return breaker.openFor();
    }

    /** How long after its slot this one may still leave. */
    Duration late(Claimed claimed) {
        return late();
    }

    @Override
    protected boolean work() {
        settleWhenDue();
        boolean cold = System.nanoTime() - lastAnswer.get() > COLD.toNanos();
        // After a rest one goes first: what a first call loads and opens would press those behind it together.
        int room = permitted(cold ? 1 - inFlight.get() : atOnce - inFlight.get());
        // A few free places are not worth a claim while others are under way.
        if (room <= 0 || (room < atOnce / 4 && !cold && !open())) {
            return false;
        }
        List<Claimed> claimed = claim(room);
        Instant now = claimed.isEmpty() ? Instant.EPOCH : pace.now();
        long here = System.nanoTime();
        for (Claimed c : claimed) {
            inFlight.incrementAndGet();
            long slot = here + Duration.between(now, c.slot()).toNanos();
            long wait = Math.max(0, slot - here - Pace.AHEAD.toNanos());
            calls.schedule(() -> send(c, slot), wait, TimeUnit.NANOSECONDS);
        }
        return !claimed.isEmpty();
    }

    private void send(Claimed c, long slot) {
        Outcome outcome;
        try {
            outcome = look(c, slot);
        } catch (RuntimeException e) {
            log.error(
                    "Delivery {} failed for a reason that is ours; the vendor is asked whether it went out", c.id(), e);
            outcome = new Outcome.Unknown("no-answer");
        }
        back.add(new Settling.Settled(c, outcome));
        lastAnswer.set(System.nanoTime());
        int under = inFlight.decrementAndGet();
        int gathered = waitingToSettle.incrementAndGet();
        if (gathered == 1) {
            calls.schedule(this::due, GATHER.toMillis(), TimeUnit.MILLISECONDS);
        }
        if (gathered >= GATHERED || under == 0 || under == atOnce * 3 / 4) {
            due();
        }
    }

    private void due() {
        settleDue.set(true);
        wake();
    }

    /** @param slot when it may leave, by this machine's monotonic clock in nanoseconds */
    private Outcome look(Claimed c, long slot) {
        // The last look before the call: what is on the wire can't be called back, what is not must not go.
        Stops.Look look = stops.look(c, settings.call());
        if (look == Stops.Look.STOPPED) {
            return new Outcome.Stopped();
        }
        for (long early = slot - System.nanoTime(); early > 0; early = slot - System.nanoTime()) {
            LockSupport.parkNanos(early);
        }
        boolean late = System.nanoTime() - slot > late(c).toNanos();
        if (look == Stops.Look.LEAVE || late) {
            return new Outcome.NotSent();
        }
        if (aside(c)) {
            return breaker(c).open() ? new Outcome.NotSent() : call(c);
        }
        if (!breaker(c).permits()) {
            return new Outcome.NotSent();
        }
        long begun = System.nanoTime();
        Outcome outcome = new Outcome.Unknown("no-answer");
        try {
            outcome = call(c);
        } finally {
            breaker(c).learn(outcome, Duration.ofNanos(System.nanoTime() - begun));
        }
        return outcome;
    }

    private void settleWhenDue() {
        if (settleDue.getAndSet(false)) {
            settle();
        }
    }

    private void settle() {
        waitingToSettle.set(0);
        List<Settling.Settled> all = new ArrayList<>();
        for (Settling.Settled one = back.poll(); one != null; one = back.poll()) {
            all.add(one);
        }
        Map<String, List<Settling.Settled>> bySender =
                all.stream().collect(Collectors.groupingBy(s -> sender(s.claimed())));
        bySender.forEach((sender, some) -> {
            try {
                settling.settle(some, sender);
            } catch (RuntimeException e) {
                // What is known must not be forgotten: it is settled again, and the fence ignores what was written
                // already.
                back.addAll(some);
                settleDue.set(true);
                log.warn("{} attempts could not be settled; that is tried again", some.size(), e);
            }
        });
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
