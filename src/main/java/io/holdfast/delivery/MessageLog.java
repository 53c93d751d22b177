package io.holdfast.delivery;

import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was told, for people to read. */
public interface MessageLog {
    /** The reason of what says in a post's thread what its edit changed. */
    String IN_THREAD = "what changed, in the thread of the post";

    /** Messages of this incident, newest first. */
    List<Sent> of(String incident);

    /** The ids of its messages that a person withdrew; what the loop withdraws, since it is over, is none of them. */
    Set<Long> takenBack(String incident);

    /** Messages of this world, newest first. */
    List<Sent> latest(World world, int limit);

    /** One message of the live world. */
    Optional<Sent> find(long message);

    /** Who got a message and who did not, in order of recipient. */
    List<Told> told(long message, int limit);

    /** What a phone or a Slack channel shows, newest first: texts that were sent, as their receiver has them now. */
    List<Seen> seen(World world, Channel channel, int limit);

    /** The same of one phone or Slack channel alone. */
    List<Seen> seen(World world, Channel channel, String address, int limit);

    /**
     * Who got anything by this channel, the newest first.
     *
     * @return the recipient by address
     */
    Map<String, String> receivers(World world, Channel channel, int limit);

    /**
     * @param audience whom it is for, in words
     * @param counts recipients by the contract's states
     * @param remaining recipients that are not settled
     * @param perSecond attempts per second lately
     * @param left how long what waits takes at that rate or at the sender's pace, whichever is lower; null where it is not on its way,
     *     or nothing moves
     */
    record Sent(
            long id,
            @Nullable String incident,
            String topic,
            int version,
            NewMessage.Kind kind,
            String state,
            String audience,
            List<NewMessage.Text> texts,
            int factsVersion,
            String reason,
            Instant at,
            Map<String, Long> counts,
            long remaining,
            double perSecond,
            @Nullable Duration left) {

        /** What it is, for whom and why: {@code Guidance to Cards (#floor-cards): first guidance}. */
        public String headline() {
            return MessageWords.put(kind, audience, reason);
        }
    }

    /**
     * @param address masked but for its last digits
     * @param problem the vendor's code with its meaning; null where there was none
     */
    record Told(
            String recipient,
            Channel channel,
            String address,
            String locale,
            String state,
            Instant at,
            @Nullable String vendorId,
            @Nullable String problem) {}

    /**
     * @param address whole: only for who may read it
     * @param version how often it was edited in place, from 1
     */
    record Seen(
            long message,
            @Nullable String incident,
            String recipient,
            Channel channel,
            String address,
            String locale,
            String body,
            List<NewMessage.Button> buttons,
            String state,
            Instant at,
            int version) {}
}
