package io.holdfast.engine;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * A background loop of one thread: it works when woken, and looks for itself every {@code pause}, since a wake-up may be lost. A
 * failing round is logged and tried again after the pause.
 */
public abstract class Worker implements SmartLifecycle {

    private final Logger log = LoggerFactory.getLogger(getClass());
    private final String name;
    private final Duration pause;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private boolean wake;
    private volatile boolean running;
    private @Nullable Thread thread;

    protected Worker(String name, Duration pause) {
        this.name = name;
        this.pause = pause;
    }

    /**
     * One round of work.
     *
     * @return whether there may be more at once
     */
    protected abstract boolean work();

    /** Waits within a round, no longer than until the worker is stopped. */
    protected final void pause(Duration atMost) {
        lock.lock();
        try {
            if (running) {
                woken.awaitNanos(atMost.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Wakes the loop; cheap, and safe from any thread. */
    public final void wake() {
        lock.lock();
        try {
            wake = true;
            woken.signal();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public final void start() {
        running = true;
        Thread started = new Thread(this::loop, name);
        started.setDaemon(true);
        started.start();
        thread = started;
    }

    @Override
    public final void stop() {
        running = false;
        wake();
        Thread stopping = thread;
        if (stopping != null) {
            try {
                stopping.join(TimeUnit.SECONDS.toMillis(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public final boolean isRunning() {
        return running;
    }

    private void loop() {
        while (running) {
            boolean more = false;
            try {
                more = work();
            } catch (RuntimeException e) {
                if (running) {
                    log.warn("{} failed; it is tried again in {} ms", name, pause.toMillis(), e);
                }
            }
            if (!more) {
                await();
            }
        }
    }

    private void await() {
        lock.lock();
        try {
            if (!wake && running) {
                woken.awaitNanos(pause.toNanos());
            }
            wake = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
