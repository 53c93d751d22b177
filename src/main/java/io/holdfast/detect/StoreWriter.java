package io.holdfast.detect;

import io.holdfast.time.World;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * The one writer of this node: commits together whatever came while the last commit ran, without waiting for more. What waits is
 * bounded in number and size; beyond that senders are asked to come again.
 */
@Component
class StoreWriter implements SmartLifecycle {
    /** Most signals of one transaction. */
    static final int MOST = 500;

    private static final int MOST_PARCELS = 4_000;
    private static final int MOST_KILOBYTES = 48 * 1024;
    private static final long ROOM_MILLIS = 1_000;
    private static final long ANSWER_SECONDS = 10;
    private static final Logger log = LoggerFactory.getLogger(StoreWriter.class);

    private final SignalStore store;
    private final Correlator correlator;
    private final BlockingQueue<Parcel> queue = new ArrayBlockingQueue<>(MOST_PARCELS);
    private final Semaphore kilobytes = new Semaphore(MOST_KILOBYTES);
    private volatile boolean running;
    private @Nullable Thread thread;

    StoreWriter(SignalStore store, Correlator correlator) {
        this.store = store;
        this.correlator = correlator;
    }

    private record Parcel(World world, List<Arrival> arrivals, CompletableFuture<List<SignalStore.Fate>> fates) {}

    /**
     * Stores these and returns when they are on disk; at most {@link #MOST}.
     *
     * @throws SignalIntake.IntakeBusy where there is no room, or no answer from the database
     */
    List<SignalStore.Fate> write(World world, List<Arrival> arrivals) {
        int size = Math.min(
                MOST_KILOBYTES,
                arrivals.stream()
                        .mapToInt(a -> a.signal().body().length() / 512 + 1)
                        .sum());
        Parcel parcel = new Parcel(world, arrivals, new CompletableFuture<>());
        boolean room = false;
        try {
            if (!running || !kilobytes.tryAcquire(size, ROOM_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new SignalIntake.IntakeBusy("Too many signals wait to be stored; send it again");
            }
            room = true;
            if (!queue.offer(parcel, ROOM_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new SignalIntake.IntakeBusy("Too many signals wait to be stored; send it again");
            }
            return parcel.fates().get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SignalIntake.IntakeBusy("Holdfast is stopping; send it again");
        } catch (TimeoutException e) {
            throw new SignalIntake.IntakeBusy("The database does not answer in time; send it again");
        } catch (ExecutionException e) {
            log.warn("Signals could not be stored; their sender is asked to send them again", e.getCause());
            throw new SignalIntake.IntakeBusy("The database does not take it now; send it again");
        } finally {
            if (room) {
                kilobytes.release(size);
            }
        }
    }

    private void loop() {
        while (running) {
            try {
                Parcel first = queue.poll(200, TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                List<Parcel> batch = new ArrayList<>();
                batch.add(first);
                int count = first.arrivals().size();
                Parcel next;
                while (count < MOST && (next = queue.peek()) != null) {
                    boolean fits = next.world().equals(first.world())
                            && count + next.arrivals().size() <= MOST;
                    if (!fits) {
                        break;
                    }
                    batch.add(queue.take());
                    count += next.arrivals().size();
                }
                commit(first.world(), batch);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void commit(World world, List<Parcel> batch) {
        List<Arrival> all = new ArrayList<>();
        batch.forEach(p -> all.addAll(p.arrivals()));
        try {
            List<SignalStore.Fate> fates = store.store(world, all);
            correlator.wake();
            int from = 0;
            for (Parcel parcel : batch) {
                int to = from + parcel.arrivals().size();
                parcel.fates().complete(List.copyOf(fates.subList(from, to)));
                from = to;
            }
        } catch (DataIntegrityViolationException e) {
            if (e instanceof DuplicateKeyException || (batch.size() == 1 && all.size() == 1)) {
                refuse(batch, e);
            } else if (batch.size() > 1) {
                // One of them is at fault, and the others must not pay for it.
                batch.forEach(parcel -> commit(world, List.of(parcel)));
            } else {
                oneByOne(world, batch.get(0));
            }
        } catch (RuntimeException e) {
            refuse(batch, e);
        }
    }

    private void oneByOne(World world, Parcel parcel) {
        List<SignalStore.Fate> fates = new ArrayList<>();
        try {
            for (Arrival arrival : parcel.arrivals()) {
                fates.addAll(store.store(world, List.of(arrival)));
            }
            correlator.wake();
            parcel.fates().complete(fates);
        } catch (RuntimeException e) {
            refuse(List.of(parcel), e);
        }
    }

    private static void refuse(List<Parcel> batch, RuntimeException e) {
        batch.forEach(p -> p.fates().completeExceptionally(e));
    }

    @Override
    public void start() {
        running = true;
        Thread started = new Thread(this::loop, "signal-writer");
        started.setDaemon(true);
        started.start();
        thread = started;
    }

    @Override
    public void stop() {
        running = false;
        Thread stopping = thread;
        if (stopping != null) {
            try {
                stopping.join(TimeUnit.SECONDS.toMillis(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Up before the web server takes calls, and down after it has answered the last one. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 10_000;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
