package io.holdfast.resolve;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of an attempt.
 *
 * @param words for people: what the other end said
 * @param after of what was not taken: not before this long; null where it is up to us
 */
public record ActionOutcome(
        Kind kind, String words, @Nullable Duration after) {

    /** How sure it is. */
    public enum Kind {
        /** It is in effect. */
        DONE,
        /** Refused for good: it is not in effect, and another try is worth nothing. */
        REFUSED,
        /** Not taken, and worth another try. */
        NOT_TAKEN,
        /** Nobody knows: ask before the next try. */
        UNKNOWN
    }

    public static ActionOutcome done(String words) {
        return new ActionOutcome(Kind.DONE, words, null);
    }

    public static ActionOutcome refused(String words) {
        return new ActionOutcome(Kind.REFUSED, words, null);
    }

    public static ActionOutcome notTaken(String words, @Nullable Duration after) {
        return new ActionOutcome(Kind.NOT_TAKEN, words, after);
    }

    public static ActionOutcome unknown(String words) {
        return new ActionOutcome(Kind.UNKNOWN, words, null);
    }
}
