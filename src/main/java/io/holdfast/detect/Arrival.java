package io.holdfast.detect;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A signal on its way to the store.
 *
 * @param saidAt when, as the sender says; where he says nothing, when it arrived by the machine's clock
 * @param worldAt when, by the world's clock
 * @param receivedAt when it arrived, by the world's clock
 * @param dedupe what makes it the same message: unique where it has neither an id nor a time of its own
 * @param keyHash the condition it speaks of; null where it speaks of none
 * @param identity the condition's name, for people
 * @param meaning hash of what judging depends on; a repeat that means the same is only counted
 * @param indicator the indicator it is a sample of; null where it is none
 */
record Arrival(
        Signal signal,
        Instant saidAt,
        Instant worldAt,
        Instant receivedAt,
        String dedupe,
        @Nullable String keyHash,
        String identity,
        String meaning,
        @Nullable String indicator) {}
