package io.holdfast.delivery;

import java.util.Set;
import java.util.function.UnaryOperator;

/** A vendor of telephone calls that say something. */
interface VoiceChannel {

    /** Calls once. Never throws for what the vendor did. */
    Outcome send(Claimed call);

    /**
     * Asks whether it took this attempt.
     *
     * @param others keeps, of the vendor's ids, those that other deliveries own
     */
    Found find(Claimed call, UnaryOperator<Set<String>> others);
}
