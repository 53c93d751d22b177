package io.holdfast.facts;

import io.holdfast.incident.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong, since when, what still works, what to do now, what we do not know, when the next word comes. One versioned record per
 * incident; every message names the version that it was drawn from.
 *
 * @param version from 1
 * @param since when it began
 * @param nextWordAt the promised next word; null where none is promised
 * @param journeys ids of the journeys that are hit, in their order of protection
 * @param modes ids of the modes that are on, {@code sign-in/security-questions}
 * @param words per locale
 */
public record FactSheet(
        String incident,
        int version,
        Instant at,
        Instant since,
        @Nullable Instant nextWordAt,
        String status,
        Scope scope,
        List<String> journeys,
        List<String> modes,
        Map<String, Words> words) {
    /** The sheet in one language, in customers' words: sentences, ready to be read. */
    public record Words(String wrong, String works, String doNow, String unknown) {}
}
