package io.holdfast.delivery;

import io.holdfast.time.World;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message to be told.
 *
 * @param incident its incident's key; null for what belongs to none
 * @param stream what it is about within the incident, {@code customer}, {@code guidance/cards}, {@code page/commander}. Topic =
 *     incident + "/" + stream
 * @param kind which lane it takes
 * @param urgency 1 to 4, as the incident's severity; 1 first
 * @param audience who is told
 * @param texts one per channel and locale that the audience may need; where a recipient's locale is missing, the first text of his
 *     channel is used
 * @param edit whether a standing Slack post of this topic is edited in place instead of posted anew
 * @param correction whether this is a last word or a correction: then only those are told who were told earlier in this topic
 * @param after id of guidance that must be settled first (agents before customers), with all that agents of the incident are yet to
 *     read, see {@link AgentsNotYet}; null for none. It holds for at most 60 s
 * @param notAfter when this is no longer true and must not be sent; null for no limit
 * @param repeatUnknown whether a recipient whose outcome stays unclear after asking the vendor is told again (pages) or left doubtful
 *     (customers)
 * @param reason why it is sent, one sentence for people: {@code first word}, {@code cadence was due}
 * @param playbook the playbook whose words these are
 * @param factsVersion the fact sheet's version that it was drawn from; 0 where from none
 */
public record NewMessage(
        World world,
        @Nullable String incident,
        String stream,
        Kind kind,
        int urgency,
        Audience audience,
        List<Text> texts,
        boolean edit,
        boolean correction,
        @Nullable Long after,
        @Nullable Instant notAfter,
        boolean repeatUnknown,
        String reason,
        long playbook,
        int factsVersion) {

    /** In the order in which they leave. */
    public enum Kind {
        /** Somebody is asked to act. */
        PAGE,
        /** Agents are told what to do and say. */
        GUIDANCE,
        /** Customers are told. */
        UPDATE,
        /** Everything that can wait. */
        DIGEST
    }

    /** {@code INC-7/customer}, or {@code house/<stream>} where it belongs to no incident. */
    public String topic() {
        return (incident == null ? "house" : incident) + "/" + stream;
    }

    /**
     * What is said in one channel and language.
     *
     * @param channel which channel reads it
     * @param locale {@code en}
     * @param body the words. Slack: mrkdwn, already escaped by the template; the first line is the headline
     * @param buttons Slack only
     * @param footer Slack only: what stands in small print below the words and is no news by itself; empty for none
     */
    public record Text(Channel channel, String locale, String body, List<Button> buttons, String footer) {
        public Text(Channel channel, String locale, String body) {
            this(channel, locale, body, List.of());
        }

        public Text(Channel channel, String locale, String body, List<Button> buttons) {
            this(channel, locale, body, buttons, "");
        }

        /** Every word of it. */
        String whole() {
            return footer.isEmpty() ? body : body + "\n" + footer;
        }
    }

    /**
     * A button under a Slack message.
     *
     * @param label what it says
     * @param action which {@link ButtonHandler} answers it, {@code take}
     * @param value what it hands over, {@code INC-7/takeCommand}
     * @param main whether it is the one filled button
     * @param url a link to open instead of an action; null for a real button
     */
    public record Button(
            String label,
            String action,
            String value,
            boolean main,
            @Nullable String url) {}
}
