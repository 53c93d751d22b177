package io.holdfast.engine;

import io.holdfast.time.World;

/**
 * Background work that a drill's driver does for its own world, one step after the other and by that world's clock, where a worker's
 * thread does it for the live world. So both run the same code, and a drill comes out the same twice.
 */
public interface WorldWork {

    /**
     * What is to be done now in this world, by its clock.
     *
     * @param world a drill's
     * @return whether anything was done: then there may be more
     */
    boolean run(World world);
}
