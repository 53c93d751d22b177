package io.holdfast.standin;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong with the next request, in a test or a drill.
 *
 * @param kind how
 * @param status the HTTP status of {@link Kind#STATUS}
 * @param retryAfter seconds of the Retry-After header; null for none
 * @param code the vendor's own word for {@link Kind#REFUSE}: {@code 21211}, {@code channel_not_found}
 * @param slow how long to wait before the answer
 */
public record Fault(
        Kind kind,
        int status,
        @Nullable Integer retryAfter,
        @Nullable String code,
        Duration slow) {

    public enum Kind {
        /** The request is taken, and the connection is cut before the answer. */
        DROP_AFTER_ACCEPT,
        /** The connection is cut, and nothing was taken. */
        DROP_BEFORE_ACCEPT,
        /** This HTTP status, nothing taken. */
        STATUS,
        /** The vendor's own refusal. */
        REFUSE,
        /** Taken and answered, after a while. */
        SLOW
    }

    public static Fault dropAfterAccept() {
        return new Fault(Kind.DROP_AFTER_ACCEPT, 0, null, null, Duration.ZERO);
    }

    public static Fault dropBeforeAccept() {
        return new Fault(Kind.DROP_BEFORE_ACCEPT, 0, null, null, Duration.ZERO);
    }

    public static Fault status(int status) {
        return new Fault(Kind.STATUS, status, null, null, Duration.ZERO);
    }

    public static Fault tooMany(int retryAfterSeconds) {
        return new Fault(Kind.STATUS, 429, retryAfterSeconds, null, Duration.ZERO);
    }

    public static Fault refuse(String code) {
        return new Fault(Kind.REFUSE, 0, null, code, Duration.ZERO);
    }

    public static Fault slow(Duration by) {
        return new Fault(Kind.SLOW, 0, null, null, by);
    }
}
