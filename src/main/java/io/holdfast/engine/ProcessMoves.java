package io.holdfast.engine;

/** Lets what runs go on by other diagrams. */
public interface ProcessMoves {

    /**
     * Moves all processes of this key, each where it stands, to the diagrams of that version, with the current transaction. Due times
     * that were promised stay.
     *
     * @param key {@code INC-7}; the caller holds its row
     * @param playbook the version's number
     * @throws IllegalStateException where one stands at a place that the version's diagram does not have; it says which, and nothing
     *     is moved once the transaction is rolled back
     */
    void move(String key, long playbook);
}
