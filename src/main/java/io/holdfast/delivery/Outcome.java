package io.holdfast.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a vendor's answer to one send proves. */
sealed interface Outcome {

    /**
     * It took the message.
     *
     * @param vendorId its id there
     * @param channelId Slack: the channel's id; null elsewhere
     * @param edited Slack: whether a standing post was edited
     */
    record Taken(String vendorId, @Nullable String channelId, boolean edited) implements Outcome {}

    /**
     * It did not take it, certainly, and may later.
     *
     * @param retryAfter not before this; null where it did not say
     * @param everybody whether the next recipient would fare the same, so that the whole sender waits
     */
    record NotTaken(String code, @Nullable Duration retryAfter, boolean everybody) implements Outcome {}

    /** It will never take it. */
    record Refused(String code, Mark mark) implements Outcome {}

    /** It may have taken it: to be asked. */
    record Unknown(String code) implements Outcome {}

    /** It was never called: the row waits on as if it had not been claimed. */
    record NotSent() implements Outcome {}

    /** It was never called, and must not be: the recipient said STOP meanwhile. */
    record Stopped() implements Outcome {}

    /** What a refusal says about the address. */
    enum Mark {
        NONE,
        /** Its owner said STOP to the vendor. */
        STOP,
        /** It can't be reached in this channel. */
        BAD,
        /** Nothing: it is our sender that the vendor does not take. */
        SENDER
    }
}
