package io.holdfast.delivery;

import io.holdfast.time.World;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One delivery in the hands of this node.
 *
 * @param attempt fences: whoever settles an older attempt changes nothing
 * @param startedAt when it was claimed, by the database's clock
 * @param slot when it may leave, by this machine's clock
 * @param standing Slack: the post that is edited; null where one is posted
 * @param sender SMS: who it comes from, as in {@link SmsFrom#id}; null elsewhere, and where it is not known any more
 */
record Claimed(
        long id,
        Of message,
        String recipient,
        Channel channel,
        String address,
        String addressHash,
        int attempt,
        int tries,
        Instant startedAt,
        Instant slot,
        NewMessage.Text text,
        @Nullable Standing standing,
        @Nullable String sender) {

    Claimed(
            long id,
            Of message,
            String recipient,
            Channel channel,
            String address,
            String addressHash,
            int attempt,
            int tries,
            Instant startedAt,
            Instant slot,
            NewMessage.Text text,
            @Nullable Standing standing) {
        this(
                id,
                message,
                recipient,
                channel,
                address,
                addressHash,
                attempt,
                tries,
                startedAt,
                slot,
                text,
                standing,
                null);
    }

    /** The same, to leave at this slot. */
    Claimed at(Instant slot) {
        return new Claimed(
                id,
                message,
                recipient,
                channel,
                address,
                addressHash,
                attempt,
                tries,
                startedAt,
                slot,
                text,
                standing,
                sender);
    }

    /** The same, from this sender. */
    Claimed from(String sender) {
        return new Claimed(
                id,
                message,
                recipient,
                channel,
                address,
                addressHash,
                attempt,
                tries,
                startedAt,
                slot,
                text,
                standing,
                sender);
    }

    /**
     * The message that it belongs to.
     *
     * @param thread Slack: where it is a reply; null where it stands in a channel itself
     */
    record Of(
            long id,
            World world,
            @Nullable String incident,
            String topic,
            int version,
            boolean edit,
            boolean repeatUnknown,
            @Nullable Instant notAfter,
            @Nullable Thread thread) {

        /** How the copy is recognised at the vendor, {@code INC-7/guidance/cards#3}. */
        String key() {
            return topic + "#" + version;
        }
    }

    /** A post, in whose thread something is said. */
    record Thread(String channelId, String ts) {}

    /** A post that stands. */
    record Standing(String channelId, String ts, int version) {}
}
