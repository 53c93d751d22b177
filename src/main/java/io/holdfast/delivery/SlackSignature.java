package io.holdfast.delivery;

import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether a call is Slack's, and fresh. The SDK's own check lets stamps from the future pass, so it is not the one asked. */
final class SlackSignature {
    private static final Logger log = LoggerFactory.getLogger(SlackSignature.class);
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final Duration KEPT_EVERY = Duration.ofMinutes(1);

    private final SlackAccount account;
    private final Times times;
    private final JdbcClient db;
    private final AtomicLong goodKept = new AtomicLong();
    private final AtomicLong badKept = new AtomicLong();

    SlackSignature(SlackAccount account, Times times, JdbcClient db) {
        this.account = account;
        this.times = times;
        this.db = db;
    }

    /** Why this call is none of Slack's; null where it is. */
    @Nullable
    String fault(byte[] body, @Nullable String timestamp, @Nullable String signature) {
        if (timestamp == null || signature == null || !timestamp.matches("[0-9]{1,12}")) {
            return "it carries no stamp and signature of Slack";
        }
        Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), times.real());
        if (age.compareTo(WINDOW) > 0) {
            return "its stamp is " + age.toSeconds() + " s old, and 300 is the most";
        }
        if (age.negated().compareTo(WINDOW) > 0) {
            return "its stamp is " + age.negated().toSeconds() + " s in the future: is a clock wrong?";
        }
        return MessageDigest.isEqual(
                        expected(body, timestamp).getBytes(StandardCharsets.UTF_8),
                        signature.getBytes(StandardCharsets.UTF_8))
                ? null
                : "its signature is not that of holdfast.slack.signing-secret";
    }

    private String expected(byte[] body, String timestamp) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(account.signingSecret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update(("v0:" + timestamp + ":").getBytes(StandardCharsets.UTF_8));
            return "v0=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Notes for the check of the set-up that Slack reached us; at most once a minute. */
    void proven() {
        if (due(goodKept)) {
            db.sql("UPDATE slack_proof SET good_at = :now WHERE id = 1")
                    .param("now", SqlTime.of(times.real()))
                    .update();
        }
    }

    /** Logs a refusal, and notes it likewise: a flood of them costs a line each and no row. */
    void refused(String because) {
        log.warn("A call to /slack/events is refused with 401: {}", because);
        if (due(badKept)) {
            db.sql("UPDATE slack_proof SET refused_at = :now, refused_because = :because WHERE id = 1")
                    .param("now", SqlTime.of(times.real()))
                    .param("because", because)
                    .update();
        }
    }

    private boolean due(AtomicLong kept) {
        long now = times.real().toEpochMilli();
        long last = kept.get();
        return now - last > KEPT_EVERY.toMillis() && kept.compareAndSet(last, now);
    }
}
