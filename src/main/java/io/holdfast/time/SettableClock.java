package io.holdfast.time;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The clock of all worlds of this process. It runs on like the machine's, and where it is settable it can be moved forward by an
 * offset that the database keeps, so that every node and every restart agree.
 */
public class SettableClock implements Times {

    private final boolean settable;
    private volatile Duration offset = Duration.ZERO;

    public SettableClock(boolean settable) {
        this.settable = settable;
    }

    @Override
    public Instant in(World world) {
        return real().plus(offset());
    }

    @Override
    public Instant real() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public boolean settable() {
        return settable;
    }

    /** How far this clock is ahead of the machine's. */
    public Duration offset() {
        return offset;
    }

    /**
     * Sets how far this clock is ahead of the machine's.
     *
     * @throws IllegalStateException where the clock is the system's, or would be moved back
     */
    public synchronized void setOffset(Duration ahead) {
        if (!settable && !ahead.isZero()) {
            throw new IllegalStateException("The clock is the system's (holdfast.clock=system) and can't be moved");
        }
        Duration before = offset;
        if (ahead.compareTo(before) < 0) {
            throw new IllegalStateException(
                    "A clock is moved forward only: " + before + " ahead now, " + ahead + " asked for");
        }
        offset = ahead;
    }
}
