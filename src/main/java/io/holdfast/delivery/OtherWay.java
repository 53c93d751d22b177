package io.holdfast.delivery;

import io.holdfast.evidence.Actor;
import io.holdfast.time.World;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells those another way whom a failing channel does not reach. It happens by a person's word only: some of them may have been told
 * after all, and hear it twice then.
 */
public interface OtherWay {

    /**
     * How far the newest message of this topic got, as this channel fails.
     *
     * @param topic {@code INC-7/customer}
     * @return empty where no message of it goes out, or it does not use the channel
     */
    Optional<Reach> reach(World world, String topic, Channel failing);

    /**
     * From now on nothing of this message leaves in that channel until each who agreed to another one is told by it; who agreed to none
     * goes on waiting in the channel. In the current transaction; the background does it.
     *
     * @return false where the message does not go out any more, or it is being done already
     */
    boolean take(long message, Channel failing, Actor by, String because);

    /**
     * @param message its id
     * @param stoppedAt when the last one was taken that has arrived, by the world's clock; null where nothing was taken yet
     * @param knows who was told
     * @param untold who was not: it failed, waits, or was taken a while ago and nobody says that it arrived
     * @param unclear who may be told at any moment
     * @param elsewhere how many of the untold the next channel would reach
     */
    record Reach(
            long message,
            @Nullable Instant stoppedAt,
            long knows,
            long untold,
            long unclear,
            Map<Channel, Long> elsewhere) {}
}
