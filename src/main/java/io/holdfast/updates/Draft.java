package io.holdfast.updates;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Words to customers while they are being decided.
 *
 * @param kind {@code first}, {@code update} or {@code watching}
 * @param state {@code drafted}, {@code held}, {@code dropped} (customers are not told of this at all), {@code told}, {@code lapsed}
 * @param signature of what it says, without the promised time: equal ones say the same
 * @param nextWordAt the next word that its text promises
 * @param texts per locale
 */
record Draft(
        String id,
        String incident,
        String kind,
        String state,
        int factsVersion,
        String signature,
        Instant drawnAt,
        @Nullable Instant nextWordAt,
        String reason,
        Map<String, String> texts) {}
