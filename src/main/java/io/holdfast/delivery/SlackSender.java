package io.holdfast.delivery;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Posts to Slack, and edits what stands there. */
@Component
class SlackSender extends Senders {
    private final Claims claims;
    private final Vendors vendors;
    private final SlackPace limits;

    SlackSender(
            Claims claims,
            Vendors vendors,
            Pace pace,
            SlackPace limits,
            Settling settling,
            Stops stops,
            DeliverySettings settings) {
        super("slack-sender", 16, pace, settling, stops, settings);
        this.claims = claims;
        this.vendors = vendors;
        this.limits = limits;
    }

    @EventListener
    void rows(Expansion.Rows rows) {
        wake();
    }

    @Override
    Channel channel() {
        return Channel.SLACK;
    }

    @Override
    protected List<Claimed> claim(int room) {
        // What a probe is for is an edit or a post: a reply neither opens the breaker nor closes it.
        return claims.slack(room, !open());
    }

    @Override
    protected Outcome call(Claimed claimed) {
        return claimed.text().body().isEmpty()
                ? new Outcome.Refused("no-text", Outcome.Mark.NONE)
                : vendors.chat().send(claimed);
    }

    @Override
    protected boolean aside(Claimed claimed) {
        return claimed.message().thread() != null;
    }

    @Override
    protected String sender(Claimed claimed) {
        return SlackPace.method(claimed.standing() != null);
    }

    @Override
    protected Duration late() {
        return Pace.late(limits.gap());
    }

    @Override
    double perSecond() {
        return 50 / 60.0;
    }

    @PreDestroy
    void end() {
        drain(Duration.ofSeconds(5));
    }
}
