package io.holdfast.drill;

import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.time.World;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Whether people are needed for something real: exercises that they take part in step aside for it. */
@Component
class RealTrouble {
    private final Incidents incidents;
    private final DrillRows rows;

    RealTrouble(Incidents incidents, DrillRows rows) {
        this.incidents = incidents;
        this.rows = rows;
    }

    /** The key of a real incident that somebody works on. */
    Optional<String> now() {
        return incidents.open(World.LIVE).stream()
                .filter(i -> !i.drill() && i.certain() && i.goingOn())
                .map(Incident::key)
                .findFirst();
    }

    /**
     * Whether an exercise with people may be asked for. Called under the lock under which exercises get their numbers, so that there
     * is one at a time.
     *
     * @param kind as people call it, {@code a live exercise}
     * @throws IllegalStateException with the reason where it may not
     */
    void mayBegin(String kind) {
        now().ifPresent(key -> {
            throw new IllegalStateException(key + " is going on: " + kind + " steps aside for it");
        });
        rows.withPeople().stream().findFirst().ifPresent(other -> {
            throw new IllegalStateException(other.id() + " is not over: one exercise with people at a time");
        });
    }
}
