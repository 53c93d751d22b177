package io.holdfast.detect;

import io.holdfast.time.World;

/** Where a scenario's signals come into its drill's world: read, placed and judged like real ones, and seen nowhere else. */
public interface RehearsedSignals {

    /**
     * Stores these; they are judged with the world's next step.
     *
     * @param world a drill's
     * @param source the source of signals that name none
     * @param body canonical JSON: one signal, an array, or one a line
     * @return what became of them; incidents are not known yet
     * @throws IllegalArgumentException for the live world, and where there is no signal in it
     */
    Receipt tell(World world, String source, String body);
}
