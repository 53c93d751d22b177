package io.holdfast.engine;

import io.holdfast.time.World;
import java.util.OptionalLong;

/** The mutex of whoever moves an incident's process: the incident's row. */
public interface NudgeLock {

    /**
     * Locks the incident's row for the current transaction without waiting.
     *
     * @return the number of the playbook that it runs on; empty where somebody else holds the row
     */
    OptionalLong tryLock(World world, String incident);
}
