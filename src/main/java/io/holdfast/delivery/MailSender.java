package io.holdfast.delivery;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Sends mails at the server's pace. */
@Component
class MailSender extends Senders {
    private final Claims claims;
    private final Mails mails;

    MailSender(Claims claims, Mails mails, Pace pace, Settling settling, Stops stops, DeliverySettings settings) {
        super("mail-sender", 16, pace, settling, stops, settings);
        this.claims = claims;
        this.mails = mails;
    }

    @EventListener
    void rows(Expansion.Rows rows) {
        wake();
    }

    @Override
    Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    protected List<Claimed> claim(int room) {
        return claims.paced(Channel.EMAIL, mails.sender(), Pace.gap(mails.perSecond()), room);
    }

    @Override
    protected Outcome call(Claimed claimed) {
        return claimed.text().body().isEmpty()
                ? new Outcome.Refused("no-text", Outcome.Mark.NONE)
                : mails.channel().send(claimed);
    }

    @Override
    protected String sender(Claimed claimed) {
        return mails.sender();
    }

    @Override
    protected Duration late() {
        return Pace.late(Pace.gap(mails.perSecond()));
    }

    @Override
    double perSecond() {
        return mails.perSecond();
    }

    @PreDestroy
    void end() {
        drain(Duration.ofSeconds(5));
    }
}
