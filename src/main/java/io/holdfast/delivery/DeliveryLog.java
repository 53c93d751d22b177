package io.holdfast.delivery;

import io.holdfast.time.World;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything that was sent or should have been, one line per recipient and channel, for people to search. */
public interface DeliveryLog {

    /**
     * What fits, newest first.
     *
     * @param before only lines below this id: the last one of the page before; null at the start
     */
    List<Line> find(World world, Search search, @Nullable Long before, int limit);

    /** One line of the live world. */
    Optional<Line> find(long delivery);

    /** How many stayed doubtful of messages that still hold, by incident; what belongs to none is under {@code house}. */
    Map<String, Long> doubtful(World world);

    /**
     * What is looked for; null or empty for all.
     *
     * @param state a state of the contract
     * @param q a whole phone number or e-mail address, a recipient's id, or some of the words
     */
    record Search(
            @Nullable String incident,
            @Nullable String state,
            @Nullable Channel channel,
            @Nullable String q) {
        /** Everything. */
        public static final Search ALL = new Search(null, null, null, null);
    }

    /**
     * One recipient in one channel.
     *
     * @param id the delivery's id
     * @param recipient his stable id; a number in it is masked
     * @param address masked
     * @param words what he reads
     * @param reason why it was sent
     * @param attempts how often it was tried
     * @param problem the vendor's code with its meaning; null where there was none
     * @param again whether it may be sent again by hand
     */
    record Line(
            long id,
            long message,
            @Nullable String incident,
            String topic,
            int version,
            String recipient,
            Channel channel,
            String address,
            String locale,
            String state,
            String words,
            String reason,
            Instant at,
            int attempts,
            @Nullable String vendorId,
            @Nullable String problem,
            boolean again) {}
}
