package io.holdfast.time;

import java.time.Instant;

/** What time it is. Every time that the domain writes comes from here, in whole milliseconds. */
public interface Times {

    /** Now, by the clock of this world: what timers, windows, cadences and records go by. */
    Instant in(World world);

    /**
     * Now, by the machine's clock, whatever a settable clock says: what signatures, tokens, leases and vendors' dates go by.
     */
    Instant real();

    /** Whether the live world's clock can be moved ({@code holdfast.clock=settable}). */
    boolean settable();
}
