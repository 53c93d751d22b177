package io.holdfast.security;

import io.holdfast.time.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Slows down whoever guesses passwords: after five wrong ones for a name from one address a minute of waiting, doubled each time up
 * to a quarter of an hour; after fifty for a name from anywhere a minute. Per node, and forgotten with a right one.
 */
@Component
class Throttle {

    private static final int PER_ADDRESS = 5;
    private static final int PER_NAME = 50;
    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final int MOST_KEPT = 10_000;

    private final Times times;
    private final Map<String, Failures> kept = Collections.synchronizedMap(new Kept());

    Throttle(Times times) {
        this.times = times;
    }

    private record Failures(int count, Instant until) {}

    /** The oldest are forgotten first. */
    private static final class Kept extends LinkedHashMap<String, Failures> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > MOST_KEPT;
        }
    }

    /** Whether this name must wait, from this address. */
    boolean waits(String name, String address) {
        Instant now = times.real();
        return until(near(name, address)).isAfter(now) || until(far(name)).isAfter(now);
    }

    /**
     * A wrong password.
     *
     * @return how many in a row, for this name from this address
     */
    int failed(String name, String address) {
        count(far(name), PER_NAME, FIRST_WAIT);
        return count(near(name, address), PER_ADDRESS, LONGEST_WAIT);
    }

    void succeeded(String name, String address) {
        kept.remove(near(name, address));
        kept.remove(far(name));
    }

    private int count(String key, int free, Duration longest) {
        return kept.compute(key, (k, before) -> {
                    int count = before == null ? 1 : before.count() + 1;
                    if (count < free) {
                        return new Failures(count, Instant.EPOCH);
                    }
                    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(count - free, 10));
                    return new Failures(count, times.real().plus(wait.compareTo(longest) > 0 ? longest : wait));
                })
                .count();
    }

    private Instant until(String key) {
        Failures failures = kept.get(key);
        return failures == null ? Instant.EPOCH : failures.until();
    }

    private static String near(String name, String address) {
        return name + "\n" + address;
    }

    private static String far(String name) {
        return name;
    }
}
