package io.holdfast.updates;

import io.holdfast.delivery.Channel;
import io.holdfast.time.World;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A question to whoever leads: a channel fails, and some whom a message was meant for do not know.
 *
 * @param message the message that it is about
 * @param state {@code failed}, not asked yet; {@code asked}; {@code told}, they are told another way; {@code over}, nobody needs to be
 *     told another way any more
 * @param stoppedAt when the last one was taken that has arrived
 * @param until when it is asked again; null before it was asked
 * @param elsewhere how many of the untold the next channel would reach
 * @param countedAt when these figures were counted
 */
record FailedChannel(
        String id,
        World world,
        String incident,
        Channel channel,
        long message,
        String state,
        Instant stoppedAt,
        @Nullable Instant until,
        long knows,
        long untold,
        long unclear,
        Map<Channel, Long> elsewhere,
        Instant countedAt) {

    boolean open() {
        return state.equals("failed") || state.equals("asked");
    }
}
