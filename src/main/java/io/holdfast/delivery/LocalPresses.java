package io.holdfast.delivery;

import io.holdfast.standin.LocalOutbox;
import io.holdfast.standin.SlackStandIn;
import io.holdfast.standin.TwilioStandIn;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lets people use the local Slack, the local phones and the local mailboxes as if they were real: over the signed wire. */
@Component
class LocalPresses implements LocalOutbox {
    private static final int SECONDS = 8;

    private final VendorsConfiguration.Local local;
    private final MailConfiguration.LocalMail localMail;
    private final StopLinks links;
    private final LoopbackAddress loopback;
    private final JdbcClient db;

    LocalPresses(
            VendorsConfiguration.Local local,
            MailConfiguration.LocalMail localMail,
            StopLinks links,
            LoopbackAddress loopback,
            JdbcClient db) {
        this.local = local;
        this.localMail = localMail;
        this.links = links;
        this.loopback = loopback;
        this.db = db;
    }

    @Override
    public boolean slackLocal() {
        return local.slack() != null;
    }

    @Override
    public boolean smsLocal() {
        return local.twilio() != null;
    }

    @Override
    public Optional<String> mailStopLink(String address, String locale) {
        return localMail.server() == null
                ? Optional.empty()
                : Optional.of(links.link(Digests.address(Channel.EMAIL, address), locale));
    }

    @Override
    public Optional<String> press(long message, String recipient, String action, String value, String slackUser) {
        SlackStandIn slack = local.slack();
        if (slack == null) {
            throw new IllegalStateException("Slack is a real one here: press the button there");
        }
        record Post(String channel, String ts) {}
        Post post = db.sql("""
                SELECT d.vendor_id, d.address, COALESCE(p.channel_id, c.channel_id, d.address) AS channel
                  FROM delivery d JOIN message m ON m.id = d.message_id
                  LEFT JOIN slack_post p ON p.world = m.world AND p.topic = m.topic AND p.address = d.address
                  LEFT JOIN slack_channel c ON c.address = d.address
                 WHERE d.message_id = :message AND d.recipient = :recipient AND d.vendor_id IS NOT NULL
                """)
                .param("message", message)
                .param("recipient", recipient)
                .query((row, i) -> new Post(row.getString("channel"), row.getString("vendor_id")))
                .optional()
                .orElseThrow(() -> new NoSuchElementException(recipient + " has no such message"));
        SlackStandIn.Press press = slack.press(post.channel(), post.ts(), action, value, slackUser);
        return slack.send(press, loopback.base() + "/slack/events", SECONDS).words();
    }

    @Override
    public Optional<String> reply(String phone, String body) {
        TwilioStandIn twilio = local.twilio();
        if (twilio == null) {
            throw new IllegalStateException("Texts go to real phones here: answer there");
        }
        String answer = twilio.text(loopback.base() + "/twilio/inbound", phone, body, Map.of())
                .body();
        int from = answer.indexOf("<Message>");
        int to = answer.indexOf("</Message>");
        return from < 0 || to < from ? Optional.empty() : Optional.of(answer.substring(from + 9, to));
    }
}
