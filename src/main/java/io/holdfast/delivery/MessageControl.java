package io.holdfast.delivery;

import io.holdfast.evidence.Actor;
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

    /**
     * Sends one that stayed doubtful or failed again, if the vendor, asked once more, does not know it, and if its message still holds.
     *
     * @param delivery id of the one recipient's row
     */
    Optional<String> sendAgain(long delivery, Actor by);
}
