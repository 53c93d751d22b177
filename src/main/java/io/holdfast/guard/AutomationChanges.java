package io.holdfast.guard;

import io.holdfast.time.World;

/** Tells whether the kill switch or an agent's level has changed, for whoever answers from memory. */
public interface AutomationChanges {

    /** Grows with every change on any node. */
    long stamp(World world);

    /** Calls this after each change that was made on this node. */
    void listen(Runnable changed);
}
