package io.holdfast.evidence;

/**
 * The record. Entries are collected during the caller's transaction and enter their chain when it commits: entry and fact commit
 * together or not at all.
 */
public interface Evidence {

    /**
     * Records this entry with the current transaction.
     *
     * @throws IllegalStateException outside a transaction
     */
    void record(Entry entry);
}
