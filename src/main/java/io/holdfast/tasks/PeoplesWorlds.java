package io.holdfast.tasks;

import io.holdfast.time.World;

/** Which worlds people work in: everybody's, and those in which people practise. */
public interface PeoplesWorlds {
    /** Whether the tasks of this world are people's, and its incidents are shown to them. */
    boolean has(World world);
}
