package io.holdfast.engine;

import io.holdfast.time.World;
import java.util.List;
import java.util.OptionalLong;

/** The mutex of whoever moves a process: the row that it belongs to, an incident's as a rule. */
public interface NudgeLock {

    /** Whether rows with such a key are locked here; each key has one such place. */
    boolean owns(String key);

    /** The process that such a row starts. */
    String process();

    /**
     * Locks the row for the current transaction without waiting.
     *
     * @return the number of the playbook that it runs on; empty where somebody else holds the row
     */
    OptionalLong tryLock(World world, String incident);

    /**
     * The one that owns this key.
     *
     * @throws IllegalStateException where nobody does
     */
    static NudgeLock of(List<NudgeLock> all, String key) {
        return all.stream()
                .filter(lock -> lock.owns(key))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Nobody owns a process of the key " + key));
    }
}
