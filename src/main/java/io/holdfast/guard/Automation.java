package io.holdfast.guard;

import io.holdfast.evidence.Actor;
import io.holdfast.time.World;
import java.time.Instant;

/** The kill switch: whether anything may act by itself. */
public interface Automation {

    /** How it stands, read from the database in the current transaction, so that it is right on every node. */
    State now(World world);

    /**
     * Switches all that acts by itself off, or on again.
     *
     * @param because why, for everybody
     * @throws IllegalStateException where it stands so already
     */
    State turn(World world, boolean on, String because, Actor by);

    /**
     * @param because why; empty where nobody ever touched it
     * @param by whose hand it was, as a word for people: a username, {@code token ci}; empty where nobody ever touched it
     * @param since when it was switched last; the epoch where nobody ever touched it
     */
    record State(boolean on, String because, String by, Instant since) {
        /** {@code on} or {@code off}. */
        public String word() {
            return on ? "on" : "off";
        }
    }
}
