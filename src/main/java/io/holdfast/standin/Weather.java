package io.holdfast.standin;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong by chance with requests that create a message: shares from 0 to 1, which add up to at most 1.
 *
 * @param inner answered 500, not taken
 * @param tooMany answered 429, not taken
 * @param dropped taken, and the connection cut before the answer
 * @param slow taken, and answered only after {@code slowBy}
 * @param listedAfter how long a message that was taken is not yet in the list
 */
public record Weather(
        double inner, double tooMany, double dropped, double slow, Duration slowBy, Duration listedAfter) {

    public Weather {
        if (inner < 0 || tooMany < 0 || dropped < 0 || slow < 0 || inner + tooMany + dropped + slow > 1) {
            throw new IllegalArgumentException("Shares are from 0 to 1 and add up to at most 1");
        }
    }

    /** Nothing goes wrong. */
    public static Weather fair() {
        return new Weather(0, 0, 0, 0, Duration.ZERO, Duration.ZERO);
    }

    /** The fault of the next request; null for none. */
    @Nullable
    Fault next(RandomGenerator chance) {
        double drawn = chance.nextDouble();
        if (drawn < inner) {
            return Fault.status(500);
        }
        if (drawn < inner + tooMany) {
            return Fault.status(429);
        }
        if (drawn < inner + tooMany + dropped) {
            return Fault.dropAfterAccept();
        }
        return drawn < inner + tooMany + dropped + slow ? Fault.slow(slowBy) : null;
    }
}
