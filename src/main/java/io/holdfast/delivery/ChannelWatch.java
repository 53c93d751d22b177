package io.holdfast.delivery;

import io.holdfast.catalog.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges whether what a vendor takes arrives; implemented by the package that judges measurements. */
public interface ChannelWatch {

    /** Hears how the live world's channel does; a repeated one of the same {@code at} changes nothing. */
    void measured(Measured health);

    /** How this channel of the live world is judged now; empty where it never was. */
    Optional<Judgement> judgement(Channel channel);

    /**
     * What became of what the vendor took.
     *
     * @param at when it was measured, by the world's clock
     * @param taken how many it took in the window
     * @param delivered how many of these have arrived
     * @param roundTrip the median from taken to arrived; null where none arrived
     */
    record Measured(
            Channel channel,
            Instant at,
            long taken,
            long delivered,
            @Nullable Duration roundTrip) {

        /** The share that arrived. */
        public double share() {
            return taken == 0 ? 1 : (double) delivered / taken;
        }
    }

    /** @param since when the verdict became so */
    record Judgement(Verdict verdict, Instant since) {}
}
