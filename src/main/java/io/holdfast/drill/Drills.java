package io.holdfast.drill;

import io.holdfast.evidence.Actor;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The exercises: started here, run in the background, read here. */
public interface Drills {

    /**
     * Starts a sandbox drill of this scenario, on the playbook in force.
     *
     * @param scenario the scenario's file name without its ending
     * @param realTime whether it takes as long as the outage would; else as fast as the machine can
     * @param by who starts it
     * @throws java.util.NoSuchElementException where there is no such scenario, naming those that there are
     */
    Drill start(String scenario, boolean realTime, Actor by);

    /** An exercise by its id, {@code DRILL-3}. */
    Optional<Drill> find(String id);

    /**
     * Newest first.
     *
     * @param before only those with a lower number; null for the newest
     */
    List<Drill> list(@Nullable Long before, int limit);
}
