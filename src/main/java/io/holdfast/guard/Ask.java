package io.holdfast.guard;

import io.holdfast.incident.Scope;
import org.jspecify.annotations.Nullable;

/**
 * What somebody would like to do by itself.
 *
 * @param action a word of {@code guardrails.dmn}, {@code mode.switch}
 * @param journey the journey that it changes; null for that of the incident
 * @param mode the mode that it switches; null for none
 * @param agent the agent that it changes; null for none
 * @param path the most careful workload path that it touches; null where that is not known
 * @param reach whom it touches
 * @param firstWord whether it is the first word to somebody
 * @param subject id of the row that it changes, so that what comes of it finds its decision; null for none
 */
public record Ask(
        String action,
        @Nullable String journey,
        @Nullable String mode,
        @Nullable String agent,
        @Nullable String path,
        Scope reach,
        boolean firstWord,
        @Nullable String subject) {

    /** An act on the whole of an incident. */
    public static Ask of(String action, @Nullable String path, Scope reach, @Nullable String subject) {
        return new Ask(action, null, null, null, path, reach, false, subject);
    }

    /** The same, as the first word to somebody or a later one. */
    public Ask firstWord(boolean first) {
        return new Ask(action, journey, mode, agent, path, reach, first, subject);
    }

    /** How wide it reaches: the narrowest limit that it keeps to. */
    String blastRadius() {
        if (!reach.segments().isEmpty()) {
            return "segment";
        }
        if (!reach.channels().isEmpty()) {
            return "channel";
        }
        return reach.regions().isEmpty() ? "everywhere" : "region";
    }
}
