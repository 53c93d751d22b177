package io.holdfast.incident;

import io.holdfast.time.World;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The incidents, and the only door to change one: lock, call its verbs, save. */
public interface Incidents {
    /**
     * Opens an incident with the next number of its world. The caller holds the world's row lock.
     *
     * @return the incident, saved; its process starts when the transaction has committed
     */
    Incident open(NewIncident opening);

    /** The incident as last committed, to read; empty where there is none of that key. */
    Optional<Incident> find(String key);

    /**
     * The incident, its row locked until the transaction ends: the mutex of whoever moves it.
     *
     * @throws java.util.NoSuchElementException where there is none of that key
     * @throws IllegalStateException outside a transaction
     */
    Incident locked(String key);

    /** Writes what its verbs changed, records it, and wakes its process where a verb says so. */
    void save(Incident incident);

    /** All of this world that are not closed, oldest first. */
    List<Incident> open(World world);

    /**
     * Incidents of this world, newest first. A drill's are few: of those all come, whatever is looked for but whether they are open.
     *
     * @param before only those with a lower number; null for the newest
     */
    List<Incident> list(World world, Search search, @Nullable Long before, int limit);

    /**
     * Incidents of this world, newest first.
     *
     * @param openOnly every phase but closed
     * @param before only those with a lower number; null for the newest
     */
    default List<Incident> list(World world, boolean openOnly, @Nullable Long before, int limit) {
        return list(world, new Search(null, openOnly, null), before, limit);
    }

    /**
     * What to look for.
     *
     * @param words parts of words that all must occur in its key, title, journeys, suspects, scope, owner, commander or vendor's case;
     *     null for any
     * @param open every phase but closed
     * @param severity null for any
     */
    record Search(
            @Nullable String words, boolean open, @Nullable Severity severity) {}

    /** Adds to an incident's counts, apart from its row, so that a storm never waits for a commander. */
    void tally(String key, long signals, long firing, long reports, Instant lastAt);

    /** An incident's counts. */
    Tally tally(String key);

    /**
     * @param signals signals that joined it, repeats included
     * @param firing conditions that stand now
     * @param reports of people
     */
    record Tally(long signals, long firing, long reports, Instant lastAt) {}
}
