package io.holdfast.delivery;

import io.holdfast.engine.Worker;
import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Fetches what customers wrote while nobody here listened: a STOP that found our door shut counts from the moment it was written. After
 * a start no text leaves before this was asked once, or the vendor could not be asked for a while.
 */
@Component
class MissedTexts extends Worker {
    private static final Logger log = LoggerFactory.getLogger(MissedTexts.class);
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final Duration WAITED_FOR = Duration.ofSeconds(30);

    /** The vendor's list may be late itself, and a text may have been on its way to us. */
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    private static final Duration FIRST = Duration.ofDays(3);

    private final JdbcClient db;
    private final Vendors vendors;
    private final InboundSms inbound;
    private final Times times;
    private final long begun = System.nanoTime();
    private volatile boolean asked;

    MissedTexts(JdbcClient db, Vendors vendors, InboundSms inbound, Times times) {
        super("outbox-missed-texts", EVERY);
        this.db = db;
        this.vendors = vendors;
        this.inbound = inbound;
        this.times = times;
    }

    /** Whether texts may leave: every STOP that was written before this start is known, or can't be learnt. */
    boolean known() {
        return asked || System.nanoTime() - begun > WAITED_FOR.toNanos();
    }

    @Override
    protected boolean work() {
        boolean all = true;
        for (SmsFrom from : vendors.froms().all()) {
            all &= ask(from);
        }
        asked |= all;
        return false;
    }

    private boolean ask(SmsFrom from) {
        String sender = from.id();
        Instant now = times.real();
        Instant since = db.sql("SELECT asked_at FROM inbound_asked WHERE sender = :sender")
                .param("sender", sender)
                .query((row, i) -> SqlTime.get(row, "asked_at"))
                .optional()
                .map(at -> at.minus(OVERLAP))
                .orElse(now.minus(FIRST));
        Optional<List<SmsChannel.Received>> received = vendors.sms().received(from, since);
        if (received.isEmpty()) {
            log.warn("The vendor of texts can't be asked what customers wrote since {}; it is asked again", since);
            return false;
        }
        received.get().forEach(text -> inbound.missed(text.sid(), text.from(), text.body()));
        remember(sender, now);
        return true;
    }

    private void remember(String sender, Instant now) {
        int rows = db.sql("UPDATE inbound_asked SET asked_at = :now WHERE sender = :sender")
                .param("now", SqlTime.of(now))
                .param("sender", sender)
                .update();
        if (rows == 0) {
            db.sql("INSERT INTO inbound_asked (sender, asked_at) VALUES (:sender, :now)")
                    .param("now", SqlTime.of(now))
                    .param("sender", sender)
                    .update();
        }
    }
}
