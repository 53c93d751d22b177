package io.holdfast.engine;

import io.holdfast.time.World;
import java.time.Instant;
import java.util.Optional;

/** Something that happens at a time of the world's clock and is no engine timer: a window, a cadence, a retry. */
public interface DueSource {

    /** When the next such thing is due; empty where nothing is. */
    Optional<Instant> nextDue(World world);
}
