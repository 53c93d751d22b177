package io.holdfast.resolve;

import io.holdfast.time.World;

/** How the other ends of a drill's steps behave; implemented by the package that runs drills. */
public interface RehearsedEnds {

    /**
     * How this end behaves at this moment of the drill's clock.
     *
     * @param to the end's name, as in the mode's action; for kinds without one the action's id
     */
    Behaviour of(World world, String to);

    /** What the other end can do to a step. */
    enum Behaviour {
        /** Does it. */
        WELL,
        /** Answers that it can't just now, and has not done it. */
        FAILS,
        /** Refuses it for good. */
        REJECTS,
        /** Gives no answer, and has not done it. */
        SILENT
    }
}
