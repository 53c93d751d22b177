package io.holdfast.resolve;

import io.holdfast.incident.Scope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A fallback mode that an incident, or a person, asked for.
 *
 * @param id of this switch
 * @param incident null where a person switched it by hand without one
 * @param name the mode's name, for people
 * @param state {@code proposed}, {@code switching}, {@code on}, {@code verified}, {@code failing-back}, {@code rolling-back},
 *     {@code off}, {@code refused}
 * @param since when it came into this state
 * @param because why, in words
 */
public record ModeSwitch(
        String id,
        @Nullable String incident,
        String journey,
        String mode,
        String name,
        Scope scope,
        String state,
        Instant since,
        String because) {}
