package io.holdfast.delivery;

import io.holdfast.evidence.Actor;
import java.util.Map;
import java.util.Optional;

/**
 * A person's hand on what is under way. Each call answers with nothing where it was done, or with the reason why it was not, in words
 * for whoever asked; what was done is in the evidence.
 */
public interface MessageControl {

    /** Nothing more of this message leaves until it is resumed; what is on the wire goes on. */
    Optional<String> pause(long message, Actor by, String because);

    /** A paused message goes on where it stood. */
    Optional<String> resume(long message, Actor by, String because);

    /** What still waits of this message never leaves. */
    Optional<String> cancel(long message, Actor by, String because);

    /** What still waits of this message's topic never leaves, whichever version it is; what is out stays out. */
    Optional<String> withdraw(long message, Actor by, String because);

    /**
     * Puts the right words to those who were told earlier of this message's topic, as its next version. What still waited of the wrong
     * ones never leaves.
     *
     * @param texts the words by language, {@code en}; plain text, whatever the channel
     * @throws IllegalArgumentException where a text is empty, too long for its channel, or in a language that the message does not speak
     */
    Optional<String> correct(long message, Map<String, String> texts, Actor by, String because);

    /**
     * Sends one that stayed doubtful or failed again, if the vendor, asked once more, does not know it, and if its message still holds.
     *
     * @param delivery id of the one recipient's row
     */
    Optional<String> sendAgain(long delivery, Actor by);
}
