package io.holdfast.delivery;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Sends calls at the server's pace. */
@Component
class VoiceSender extends Senders {
    private final Claims claims;
    private final Calls calls;

    VoiceSender(Claims claims, Calls calls, Pace pace, Settling settling, Stops stops, DeliverySettings settings) {
        super("voice-sender", 16, pace, settling, stops, settings);
        this.claims = claims;
        this.calls = calls;
    }

    @EventListener
    void rows(Expansion.Rows rows) {
        wake();
    }

    @Override
    Channel channel() {
        return Channel.VOICE;
    }

    @Override
    protected List<Claimed> claim(int room) {
        return claims.paced(Channel.VOICE, calls.sender(), Pace.gap(calls.perSecond()), room);
    }

    @Override
    protected Outcome call(Claimed claimed) {
        return claimed.text().body().isEmpty()
                ? new Outcome.Refused("no-text", Outcome.Mark.NONE)
                : calls.channel().send(claimed);
    }

    @Override
    protected String sender(Claimed claimed) {
        return calls.sender();
    }

    @Override
    protected Duration late() {
        return Pace.late(Pace.gap(calls.perSecond()));
    }

    @Override
    double perSecond() {
        return calls.perSecond();
    }

    @PreDestroy
    void end() {
        drain(Duration.ofSeconds(5));
    }
}
