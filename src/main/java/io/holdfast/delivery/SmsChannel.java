package io.holdfast.delivery;

import java.util.Set;
import java.util.function.UnaryOperator;

/** A vendor of text messages. */
interface SmsChannel {

    /** Sends once. Never throws for what the vendor did. */
    Outcome send(Claimed sms);

    /**
     * Asks whether it took this attempt.
     *
     * @param others keeps, of the vendor's ids, those that other deliveries own
     */
    Found find(Claimed sms, UnaryOperator<Set<String>> others);
}
