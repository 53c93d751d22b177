package io.holdfast.delivery;

import io.holdfast.time.Times;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What Twilio tells us of calls under way. */
@Component
public class InboundCalls {
    private static final Logger log = LoggerFactory.getLogger(InboundCalls.class);
    private static final Duration LATER = Duration.ofMinutes(2);

    private final Receipts receipts;
    private final Failures failures;

    InboundCalls(JdbcClient db, Times times) {
        this.receipts = new Receipts(db, times);
        this.failures = new Failures(db);
    }

    /**
     * Takes in a call's status, in any order and more than once. That it was completed says that somebody or something picked up: a
     * mailbox does, too.
     *
     * @param delivery the delivery's id and its attempt, which rode along in the callback's address
     */
    @Transactional
    public void status(long delivery, int attempt, @Nullable String sid, String status) {
        Receipts.Of of = new Receipts.Of(Channel.VOICE, delivery, attempt, sid);
        switch (status) {
            case "completed" -> receipts.delivered(of);
            case "queued", "initiated", "ringing", "in-progress" -> receipts.taken(of);
            case "busy", "no-answer" -> {
                if (!receipts.again(of, "call-" + status, LATER)) {
                    receipts.failed(of, "call-" + status);
                }
            }
            case "failed", "canceled" ->
                receipts.failed(of, "call-" + status)
                        .ifPresent(hash -> failures.failed(delivery, "call-" + status, false));
            default ->
                log.info(
                        "Twilio tells of a call's state that means nothing here: {}",
                        status.replaceAll("[^a-z-]", "?"));
        }
    }
}
