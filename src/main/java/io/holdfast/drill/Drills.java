package io.holdfast.drill;

import io.holdfast.evidence.Actor;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The exercises: started here, run in the background, read here. */
public interface Drills {

    /**
     * Starts an exercise, on the playbook in force: a drill in a world of its own, or a live one, which waits for a second person's yes.
     *
     * @param scenario the scenario's file name without its ending
     * @param realTime whether it takes as long as the outage would; else as fast as the machine can
     * @param by who starts it
     * @throws java.util.NoSuchElementException where there is no such scenario, naming those that there are
     * @throws IllegalStateException where a live one has to wait, with the reason
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

    /**
     * A second person's word on a live exercise.
     *
     * @param why where it is no
     * @throws IllegalStateException where nobody waits for it, or it is the same person
     */
    Drill decide(String id, boolean yes, String why, Actor by);

    /**
     * Breaks a live exercise off; its mode is put back at once.
     *
     * @throws IllegalStateException where it does not run
     */
    Drill stop(String id, String why, Actor by);
}
