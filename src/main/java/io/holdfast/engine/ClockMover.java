package io.holdfast.engine;

import java.time.Duration;
import java.time.Instant;

/** Moves the live world's clock, and the engine's with it, where it is settable. */
public interface ClockMover {

    /**
     * Moves the clock forward.
     *
     * @return the world's time afterwards
     * @throws IllegalStateException where the clock is the system's
     * @throws IllegalArgumentException where the duration is negative, or more than the clock is moved by at once or altogether
     */
    Instant advance(Duration by);

    /**
     * Moves the clock to the next due timer, window, cadence or retry; leaves it where nothing is due.
     *
     * @return the world's time afterwards
     * @throws IllegalStateException where the clock is the system's
     * @throws IllegalArgumentException where that is farther than the clock is moved
     */
    Instant toNextDue();

    /** When the next due thing is; empty where nothing is. */
    java.util.Optional<Instant> nextDue();
}
