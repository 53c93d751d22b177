package io.holdfast.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

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

    /** How far a message of ours is by now; empty where the vendor can't be asked. */
    Optional<State> state(String sid);

    /**
     * What customers wrote to this sender since then, oldest first; empty where the vendor can't be asked. It may begin earlier than
     * asked for.
     */
    Optional<List<Received>> received(SmsFrom from, Instant since);

    /**
     * How far a message is.
     *
     * @param status as in a receipt, {@code delivered}
     */
    record State(String status, @Nullable String errorCode) {}

    /** A text that a customer wrote. */
    record Received(String sid, String from, String body) {}
}
