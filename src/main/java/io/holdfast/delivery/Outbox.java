package io.holdfast.delivery;

import io.holdfast.time.World;
import java.util.Optional;

/**
 * The door out. A message is a row written with the caller's transaction; the background sends it, exactly as often as it should.
 * Nobody else calls a vendor.
 */
public interface Outbox {

    /**
     * Puts a message into the outbox, with the current transaction. It becomes the newest version of its topic: what still waits of
     * older versions of the topic is superseded, and an edit replaces the standing text in place.
     *
     * @return the message's id
     * @throws IllegalStateException outside a transaction
     */
    long put(NewMessage message);

    /**
     * Withdraws what still waits of this topic; what is out stays out.
     *
     * @param topic {@code INC-7/customer}
     * @param because for the record
     */
    void withdraw(World world, String topic, String because);

    /** Whether anybody was or may have been told of this topic: sent, delivered, under way or unclear. */
    boolean anybodyTold(World world, String topic);

    /** The newest version of the topic, and how far it got; empty where nothing was ever put there. */
    Optional<Progress> progress(World world, String topic);

    /** Frees a message that {@link NewMessage#after()} holds back, whatever became of the other one. */
    void release(long message);
}
