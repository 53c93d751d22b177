package io.holdfast.playbook;

import io.holdfast.time.World;

/** The versions of the playbook. */
public interface Playbooks {

    /** The number in force in this world, read from the database in the current transaction, never from memory. */
    long inForce(World world);

    /**
     * Lets this version hold in a drill's world, with the current transaction.
     *
     * @throws IllegalArgumentException for the live world
     */
    void putInForce(World world, long number);

    /**
     * The version with this number; parsed once and kept.
     *
     * @throws java.util.NoSuchElementException where there is none
     */
    Playbook number(long number);

    /** The version in force now. */
    default Playbook current(World world) {
        return number(inForce(world));
    }

    /**
     * The id of the process definition that this version runs, deployed on first need.
     *
     * @param processKey {@code incident}
     */
    String definitionId(long number, String processKey);
}
