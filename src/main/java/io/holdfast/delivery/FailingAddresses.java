package io.holdfast.delivery;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Addresses at which nothing arrives any more. Each is marked once, its owner is told once, and what arrives there ends it. */
public interface FailingAddresses {

    /** What does not work, as far as it is known. */
    enum Why {
        /** There is nobody at that address, or it is none. */
        UNKNOWN,
        /** It is a telephone that takes no texts. */
        NO_TEXTS,
        /** Its owner or his carrier refuses it. */
        BLOCKED,
        /** It was tried several times, and not reached. */
        UNREACHABLE
    }

    /**
     * One that fails.
     *
     * @param recipient whose it is, {@code person:lee}
     * @param hash what stands for it
     * @param problem the vendor's own word with its meaning
     * @param toldAt when its owner was told; null while he was not
     * @param toldBy in which channel; null where there was none
     */
    record Failing(
            String recipient,
            Channel channel,
            String address,
            String locale,
            String hash,
            Why why,
            String problem,
            Instant markedAt,
            @Nullable Instant toldAt,
            @Nullable Channel toldBy) {

        /** The address, as far as it is shown. */
        public String masked() {
            return MessageRows.masked(address);
        }
    }

    /** Those whose owners were not told yet, the oldest first; no other node gets them before the current transaction's end. */
    List<Failing> untold(Channel channel, int limit);

    /**
     * Its owner is told, in the current transaction.
     *
     * @param by in which channel; null where there is none that works
     */
    void told(String hash, @Nullable Channel by);

    /** All, the newest first. */
    List<Failing> newest(int limit);

    /** Whether anything may be sent to this address: nothing failed there, and its owner did not say STOP. */
    boolean works(Channel channel, String address);
}
