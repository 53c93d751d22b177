package io.holdfast.updates;

import java.util.Optional;

/** What agents were told last of an incident, so that customers hear after them; implemented by the package that tells agents. */
public interface AgentsFirst {
    /** The newest guidance message of this incident; empty where none went out. */
    Optional<Long> newestMessage(String incident);
}
