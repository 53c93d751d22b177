package io.holdfast.delivery;

import com.twilio.security.RequestValidator;
import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Entry;
import io.holdfast.evidence.Evidence;
import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What Twilio tells us: receipts, and the texts that customers write. */
@Component
public class InboundSms {
    private static final Logger log = LoggerFactory.getLogger(InboundSms.class);
    private static final Set<String> HELP = Set.of("HELP", "INFO");

    private static final Duration LATER = Duration.ofMinutes(3);
    private static final Duration AT_ONCE = Duration.ZERO;

    private final JdbcClient db;
    private final Receipts receipts;
    private final Failures failures;
    private final ReceiptsHeard heard;
    private final Stops stops;
    private final SmsRoutes routes;
    private final Recipients recipients;
    private final ObjectProvider<ReplyHandler> replies;
    private final SmsAccount account;
    private final Evidence evidence;
    private final Times times;

    InboundSms(
            JdbcClient db,
            ReceiptsHeard heard,
            Stops stops,
            SmsRoutes routes,
            Recipients recipients,
            ObjectProvider<ReplyHandler> replies,
            SmsAccount account,
            Evidence evidence,
            Times times) {
        this.db = db;
        this.receipts = new Receipts(db, times);
        this.failures = new Failures(db);
        this.heard = heard;
        this.stops = stops;
        this.routes = routes;
        this.recipients = recipients;
        this.replies = replies;
        this.account = account;
        this.evidence = evidence;
        this.times = times;
    }

    /**
     * Whether Twilio signed this request.
     *
     * @param pathAndQuery as it was called, from the first slash on
     * @param form the body's fields, undecorated
     */
    public boolean signed(String pathAndQuery, Map<String, String> form, @Nullable String signature) {
        return signature != null
                && new RequestValidator(account.authToken())
                        .validate(account.callbackBase() + pathAndQuery, form, signature);
    }

    /**
     * Takes in a receipt. Receipts come in any order and more than once: none steps back, and an old attempt's proves what it proves.
     *
     * @param delivery the delivery's id, which rode along in the callback's address
     * @param attempt which attempt of it: a failure of an earlier one says nothing of the one that came after it
     */
    @Transactional
    public void receipt(long delivery, int attempt, @Nullable String sid, String status, @Nullable String errorCode) {
        heard.heard();
        take(new Receipts.Of(Channel.SMS, delivery, attempt, sid), status, errorCode);
    }

    /** Takes in what the vendor answered when it was asked about a message, in the current transaction. */
    void learnt(long delivery, int attempt, String sid, SmsChannel.State state) {
        take(new Receipts.Of(Channel.SMS, delivery, attempt, sid), state.status(), state.errorCode());
    }

    private void take(Receipts.Of of, String status, @Nullable String errorCode) {
        switch (status) {
            case "delivered", "read" -> receipts.delivered(of);
            case "accepted", "scheduled", "queued", "sending", "sent" -> receipts.taken(of);
            case "undelivered", "failed", "canceled" -> failed(of, errorCode);
            default ->
                log.info("Twilio tells of a state that means nothing here: {}", status.replaceAll("[^a-z_-]", "?"));
        }
    }

    private void failed(Receipts.Of of, @Nullable String errorCode) {
        int code = errorCode != null && errorCode.matches("[0-9]{1,6}") ? Integer.parseInt(errorCode) : 0;
        if (TwilioCodes.later(code) && receipts.again(of, String.valueOf(errorCode), LATER)) {
            return;
        }
        Optional<Through> through = through(of);
        if (TwilioCodes.mark(code) == Outcome.Mark.SENDER && through.isPresent()) {
            routes.marks().refused(through.get().sender(), through.get().address(), code);
            if (routes.another(through.get().sender(), through.get().address())
                    && receipts.again(of, String.valueOf(errorCode), AT_ONCE)) {
                return;
            }
        }
        receipts.failed(of, errorCode == null ? "failed" : errorCode).ifPresent(hash -> {
            failures.failed(of.delivery(), String.valueOf(code), TwilioCodes.mark(code) == Outcome.Mark.BAD);
            if (TwilioCodes.filtered(code)) {
                through.ifPresent(t -> routes.marks().filtered(t.sender(), t.address()));
            }
            if (TwilioCodes.mark(code) == Outcome.Mark.STOP) {
                stops.stop(hash, "the carrier says so");
            } else if (TwilioCodes.mark(code) == Outcome.Mark.BAD) {
                stops.bad(hash, String.valueOf(code));
            }
        });
    }

    /** The sender that a text was handed to, and whom it was for. */
    private record Through(String sender, String address) {}

    private Optional<Through> through(Receipts.Of of) {
        return db.sql(
                        "SELECT sender, address FROM delivery WHERE id = :id AND attempt = :attempt AND sender IS NOT NULL")
                .param("id", of.delivery())
                .param("attempt", of.attempt())
                .query((row, i) -> new Through(row.getString("sender"), row.getString("address")))
                .optional();
    }

    /**
     * Takes in a customer's text; a replay of the same one changes nothing.
     *
     * @param optOutType Twilio's own word where it has answered already; then nothing is answered here
     * @return the answer to send; empty for none
     */
    @Transactional
    public Optional<String> text(String sid, String from, String body, @Nullable String optOutType) {
        if (!seen("sms:" + sid)) {
            return Optional.empty();
        }
        ConsentWord word = ConsentWord.of(body);
        String hash = Digests.address(Channel.SMS, from);
        if (word == ConsentWord.STOP || "STOP".equals(optOutType)) {
            stops.stop(hash, "said STOP");
            recipients.consent(Channel.SMS, from, false, "said STOP");
            record("consent.withdrawn", "A customer said STOP; no text goes to that number any more");
            return optOutType != null || ConsentWord.vendorAnswers(body)
                    ? Optional.empty()
                    : replies.stream().flatMap(r -> r.stopped(from).stream()).findFirst();
        }
        if (word == ConsentWord.START || "START".equals(optOutType)) {
            stops.start(hash);
            recipients.consent(Channel.SMS, from, true, "said START");
            record("consent.given", "A customer said START");
            return Optional.empty();
        }
        if (optOutType != null) {
            return Optional.empty();
        }
        String asked = HELP.contains(body.strip().toUpperCase(Locale.ROOT)) ? "HELP" : body;
        return replies.stream().flatMap(r -> r.replied(from, asked).stream()).findFirst();
    }

    /**
     * Takes in a text that the vendor kept while nobody here listened. STOP and START count; a question is too old to be answered.
     */
    @Transactional
    public void missed(String sid, String from, String body) {
        if (ConsentWord.of(body) != ConsentWord.NEITHER) {
            text(sid, from, body, null);
        }
    }

    private boolean seen(String id) {
        if (db.sql("SELECT COUNT(*) FROM inbound_seen WHERE id = :id")
                        .param("id", id)
                        .query(Long.class)
                        .single()
                > 0) {
            return false;
        }
        db.sql("INSERT INTO inbound_seen (id, seen_at) VALUES (:id, :now)")
                .param("id", id)
                .param("now", SqlTime.of(times.real()))
                .update();
        return true;
    }

    private void record(String kind, String text) {
        evidence.record(new Entry(
                World.LIVE,
                Entry.HOUSE,
                times.in(World.LIVE),
                kind,
                text,
                new Actor.Outside("customer by sms"),
                Map.of()));
    }
}
