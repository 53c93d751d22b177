package io.holdfast.delivery;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Sends text messages at the sender's pace. */
@Component
class SmsSender extends Senders {
    private final Claims claims;
    private final Vendors vendors;
    private final MissedTexts missed;

    SmsSender(
            Claims claims,
            Vendors vendors,
            MissedTexts missed,
            Pace pace,
            Settling settling,
            Stops stops,
            DeliverySettings settings) {
        super("sms-sender", 64, pace, settling, stops, settings);
        this.claims = claims;
        this.vendors = vendors;
        this.missed = missed;
    }

    @EventListener
    void rows(Expansion.Rows rows) {
        wake();
    }

    @Override
    Channel channel() {
        return Channel.SMS;
    }

    @Override
    protected List<Claimed> claim(int room) {
        if (!missed.known()) {
            return List.of();
        }
        return claims.paced(Channel.SMS, vendors.smsSender(), Pace.gap(vendors.smsPerSecond()), room);
    }

    @Override
    protected Outcome call(Claimed claimed) {
        return claimed.text().body().isEmpty()
                ? new Outcome.Refused("no-text", Outcome.Mark.NONE)
                : vendors.sms().send(claimed);
    }

    @Override
    protected String sender(Claimed claimed) {
        return vendors.smsSender();
    }

    @Override
    protected Duration late() {
        return Pace.late(Pace.gap(vendors.smsPerSecond()));
    }

    @Override
    double perSecond() {
        return vendors.smsPerSecond();
    }

    @PreDestroy
    void end() {
        drain(Duration.ofSeconds(5));
    }
}
