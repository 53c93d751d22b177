package io.holdfast.delivery;

import io.holdfast.time.World;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which channels are late, so that nobody takes silence for speed. */
public interface Delays {

    /** The channels that are late now; empty while all goes at its pace. It may be a few seconds old. */
    List<Delay> now(World world);

    /**
     * A channel that is late.
     *
     * @param waiting how many recipients wait in it
     * @param oldest since when the oldest of them waits, by the world's clock; null where none does
     * @param since since when calls to its vendor go wrong, by the world's clock; null where they do not
     * @param why what is wrong, as half a sentence: {@code Twilio answers nothing useful}
     */
    record Delay(
            Channel channel,
            long waiting,
            @Nullable Instant oldest,
            @Nullable Instant since,
            String why) {}
}
