package io.holdfast.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What Slack tells us: presses of buttons. Answered within three seconds; the words follow by the press's own address. */
@Component
public class InboundSlack {
    private static final Logger log = LoggerFactory.getLogger(InboundSlack.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int TRIES = 3;
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final JdbcClient db;
    private final ObjectProvider<ButtonHandler> handlers;
    private final SlackAccount account;
    private final Vendors vendors;
    private final Times times;
    private final TransactionTemplate transaction;
    private final ExecutorService answers = Executors.newFixedThreadPool(2, task -> {
        Thread thread = new Thread(task, "slack-answers");
        thread.setDaemon(true);
        return thread;
    });

    InboundSlack(
            JdbcClient db,
            ObjectProvider<ButtonHandler> handlers,
            SlackAccount account,
            Vendors vendors,
            Times times,
            TransactionTemplate transaction) {
        this.db = db;
        this.handlers = handlers;
        this.account = account;
        this.vendors = vendors;
        this.times = times;
        this.transaction = transaction;
    }

    /**
     * Whether Slack signed this very body within the last five minutes. A stamp from the future is refused like an old one.
     */
    public boolean signed(byte[] body, @Nullable String timestamp, @Nullable String signature) {
        if (timestamp == null || signature == null || !timestamp.matches("[0-9]{1,12}")) {
            return false;
        }
        Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), times.real())
                .abs();
        if (age.compareTo(WINDOW) > 0) {
            return false;
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(account.signingSecret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update(("v0:" + timestamp + ":").getBytes(StandardCharsets.UTF_8));
            String expected = "v0=" + HexFormat.of().formatHex(mac.doFinal(body));
            return MessageDigest.isEqual(
                    expected.getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Acts on the presses in this payload, once each whatever Slack repeats.
     *
     * @throws IllegalArgumentException where it is no payload of a press
     */
    public void payload(String payload) {
        JsonNode node;
        try {
            node = JSON.readTree(payload);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The payload is no JSON", e);
        }
        if ("url_verification".equals(node.path("type").asText())) {
            return;
        }
        if (!"block_actions".equals(node.path("type").asText())) {
            throw new IllegalArgumentException("Presses of buttons are understood here, not '"
                    + node.path("type").asText().replaceAll("[^a-z_]", "?") + "'");
        }
        String user = node.path("user").path("id").asText();
        String channel = node.path("channel")
                .path("id")
                .asText(node.path("container").path("channel_id").asText());
        String ts = node.path("message")
                .path("ts")
                .asText(node.path("container").path("message_ts").asText());
        String responseUrl = node.path("response_url").asText("");
        for (JsonNode action : node.path("actions")) {
            if (action.hasNonNull("url")) {
                continue;
            }
            String id = "slack:"
                    + Digests.of(
                            user + " " + ts + " " + action.path("action_id").asText() + " "
                                    + action.path("action_ts").asText());
            ButtonHandler.Press press = new ButtonHandler.Press(
                    id,
                    action.path("action_id").asText(),
                    action.path("value").asText(),
                    user,
                    channel,
                    ts,
                    times.real());
            answers.execute(() -> act(press, responseUrl));
        }
    }

    private void act(ButtonHandler.Press press, String responseUrl) {
        Optional<String> words;
        try {
            words = Optional.ofNullable(acted(press));
        } catch (SeenElsewhere e) {
            return;
        } catch (ButtonHandler.Refused e) {
            words = Optional.ofNullable(e.getMessage());
        } catch (RuntimeException e) {
            log.error("A press of '{}' could not be acted on; the presser is told so", press.action(), e);
            words = Optional.of("That did not work. Please press again, or use the web console.");
        }
        words.ifPresent(said -> vendors.chat().whisper(responseUrl, press.channel(), press.slackUser(), said));
    }

    // The whole transaction is repeated where it lost a race; never a part of it.
    private @Nullable String acted(ButtonHandler.Press press) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.execute(tx -> once(press));
            } catch (ConcurrencyFailureException e) {
                if (attempt == TRIES) {
                    throw e;
                }
            }
        }
    }

    /** Another node had the same press in its hands. */
    private static final class SeenElsewhere extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SeenElsewhere(Throwable cause) {
            super(cause);
        }
    }

    private @Nullable String once(ButtonHandler.Press press) {
        String id = press.id().substring(0, Math.min(120, press.id().length()));
        long before = db.sql("SELECT COUNT(*) FROM inbound_seen WHERE id = :id")
                .param("id", id)
                .query(Long.class)
                .single();
        if (before > 0) {
            return null;
        }
        try {
            db.sql("INSERT INTO inbound_seen (id, seen_at) VALUES (:id, :now)")
                    .param("id", id)
                    .param("now", SqlTime.of(times.real()))
                    .update();
        } catch (DuplicateKeyException e) {
            throw new SeenElsewhere(e);
        }
        List<ButtonHandler> able = handlers.stream()
                .filter(h -> h.actions().contains(press.action()))
                .toList();
        return able.isEmpty()
                ? "This button is from an older message and does nothing any more."
                : able.get(0).pressed(press);
    }
}
