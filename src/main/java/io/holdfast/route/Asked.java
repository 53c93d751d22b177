package io.holdfast.route;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who is being asked to fill a role right now. */
public interface Asked {
    /** The role was handed to somebody, and he has not been asked yet. */
    int NAMED = -1;

    /** The standing question for this role, {@code commander} or {@code owner}; empty where nobody is being asked. */
    Optional<Question> of(String incident, String role);

    /**
     * @param team whose ladder is climbed
     * @param rung from 0; {@link #NAMED} where somebody was named and nobody was asked yet
     * @param handedTo username of the person to whom it was handed, who is asked first; null where it was not
     */
    record Question(
            String incident,
            String role,
            String team,
            int rung,
            @Nullable String handedTo,
            Instant askedAt) {}
}
