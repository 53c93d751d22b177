package io.holdfast.engine;

import io.holdfast.time.World;
import org.jspecify.annotations.Nullable;

/**
 * The one door from domain rows to process instances. A nudge wakes; it decides nothing. It is unique by incident, kind and ref, so
 * equal ones coalesce, and a lost or doubled one does no harm.
 */
public interface Nudges {

    /**
     * Writes a nudge with the current transaction.
     *
     * @param kind the message's name, {@code facts-changed}, or {@code start}
     * @param ref id of the row it speaks of; null for none
     */
    void push(World world, String incident, String kind, @Nullable String ref);
}
