package io.holdfast.drill;

import io.holdfast.delivery.Channel;
import io.holdfast.delivery.NewMessage;
import io.holdfast.incident.Incident;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be seen of a drill at one moment.
 *
 * @param incidents all of its world, the oldest first
 * @param modes every move of every mode so far
 * @param told who has been told, by kind of message and channel
 * @param tasks keys of the tasks that came, with when the first did
 * @param outside messages of the live world that speak of this drill; there must be none
 */
record Sight(
        Instant now, List<Incident> incidents, List<Move> modes, List<Told> told, List<Asked> tasks, long outside) {

    /** A mode came into a state. */
    record Move(String journey, String mode, String state, Instant at) {}

    /**
     * @param meant how many recipients the messages of this kind have
     * @param reached how many of them were told, by any channel
     */
    record Told(NewMessage.Kind kind, @Nullable Channel channel, long meant, long reached) {}

    record Asked(String key, Instant at) {}
}
