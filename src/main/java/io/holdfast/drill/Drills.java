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

    /**
     * Starts a tabletop exercise, on the playbook in force: the scenario's outage happens now, at its own pace, in a world of its own, and
     * people do the tasks. Nothing is switched, nobody outside is told.
     *
     * @param scenario of a drill
     * @throws java.util.NoSuchElementException where there is no such scenario, naming those that there are
     * @throws IllegalArgumentException where the scenario is a live exercise
     * @throws IllegalStateException where it has to wait, with the reason
     */
    Drill tabletop(String scenario, Actor by);

    /**
     * Drills a scenario on a version that may hold nowhere yet, to see what a change would do; proves nothing.
     *
     * @param playbook the version's number
     */
    Drill rehearse(String scenario, long playbook);

    /** The last drill of this scenario on this version that is over, or that runs as fast as it can; empty where there is none. */
    Optional<Drill> last(String scenario, long playbook);

    /**
     * Lets go of what {@link #rehearse} began on this version and what nobody drives yet, in the current transaction: nobody waits for its
     * answer any more.
     *
     * @param why as the drill's reason for being broken off
     */
    void forget(long playbook, String why);

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
     * Breaks an exercise with people off: a live one, whose mode is put back at once, or a tabletop.
     *
     * @throws IllegalStateException where it does not run
     */
    Drill stop(String id, String why, Actor by);
}
