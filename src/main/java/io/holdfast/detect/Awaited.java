package io.holdfast.detect;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/**
 * Lets a sender wait a moment to learn its incident: at most 40 ms, and at most 20 such waits a second. An idle caller sees its
 * incident, a flood costs nothing.
 */
@Component
class Awaited {
    private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(40);
    private static final int WAITS_PER_SECOND = 20;
    private static final int KEPT = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition judged = lock.newCondition();
    private final Set<Long> awaited = new HashSet<>();
    private final Map<Long, String> known = new HashMap<>();
    private long second;
    private int waits;

    /** Says that these signals have been judged, with their incident, or empty where they have none. */
    void tell(Map<Long, String> incidents) {
        lock.lock();
        try {
            if (awaited.isEmpty()) {
                return;
            }
            incidents.forEach((signal, incident) -> {
                if (awaited.contains(signal) && known.size() < KEPT) {
                    known.put(signal, incident);
                }
            });
            judged.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Begins to listen; before the signals are judged, or their word is missed. */
    boolean listen(Collection<Long> signals) {
        lock.lock();
        try {
            long now = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime());
            if (now != second) {
                second = now;
                waits = 0;
            }
            if (signals.isEmpty() || waits >= WAITS_PER_SECOND) {
                return false;
            }
            waits++;
            awaited.addAll(signals);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Ends to listen. */
    void forget(List<Long> signals) {
        lock.lock();
        try {
            signals.forEach(s -> {
                awaited.remove(s);
                known.remove(s);
            });
        } finally {
            lock.unlock();
        }
    }

    /** The incidents of those of these signals that were judged in time. */
    Set<String> incidents(List<Long> signals) {
        lock.lock();
        Set<String> incidents = new HashSet<>();
        try {
            long left = LONGEST_NANOS;
            while (left > 0 && !known.keySet().containsAll(signals)) {
                left = judged.awaitNanos(left);
            }
            for (Long signal : signals) {
                String incident = known.getOrDefault(signal, "");
                if (!incident.isEmpty()) {
                    incidents.add(incident);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            forget(signals);
            lock.unlock();
        }
        return incidents;
    }
}
