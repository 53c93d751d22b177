package io.holdfast.delivery;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Sends text messages, each by the sender that serves its country, at that sender's pace. */
@Component
class SmsSender extends Senders {
    private final Claims claims;
    private final Vendors vendors;
    private final SmsRoutes routes;
    private final MissedTexts missed;
    private int turn;

    SmsSender(
            Claims claims,
            Vendors vendors,
            SmsRoutes routes,
            MissedTexts missed,
            Pace pace,
            Settling settling,
            Stops stops,
            DeliverySettings settings) {
        super("sms-sender", 64, pace, settling, stops, settings);
        this.claims = claims;
        this.vendors = vendors;
        this.routes = routes;
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
        SmsFroms froms = routes.froms();
        if (froms.onlyOne()) {
            SmsFrom only = froms.all().get(0);
            return claims.paced(Channel.SMS, only.id(), only.gap(), room);
        }
        // One sender's at a time: its slots begin at once, and must not pass while another's are looked for. Whoever
        // was
        // first comes last the next time, so that nobody's texts wait behind another's.
        turn++;
        for (int i = 0; i < froms.all().size(); i++) {
            SmsFrom from = froms.all().get((turn + i) % froms.all().size());
            List<Claimed> claimed = of(from, routes.breaker(from.id()).room(room));
            if (!claimed.isEmpty()) {
                turn += i;
                return claimed;
            }
        }
        return froms.all().stream().anyMatch(SmsFrom::everyOther)
                ? List.of()
                : claims.paced(
                        Channel.SMS,
                        SmsFrom.NOBODY.id(),
                        SmsFrom.NOBODY.gap(),
                        room,
                        country -> froms.serving(country).isEmpty());
    }

    private List<Claimed> of(SmsFrom from, int room) {
        return room <= 0
                ? List.of()
                : claims.paced(Channel.SMS, from.id(), from.gap(), room, country -> routes.takes(from, country));
    }

    @Override
    protected Outcome call(Claimed claimed) {
        if (claimed.text().body().isEmpty()) {
            return new Outcome.Refused("no-text", Outcome.Mark.NONE);
        }
        return SmsFrom.NOBODY.id().equals(claimed.sender())
                ? new Outcome.Refused("no-sender", Outcome.Mark.NONE)
                : vendors.sms().send(claimed);
    }

    @Override
    protected String sender(Claimed claimed) {
        return Objects.requireNonNull(claimed.sender(), "a text is claimed for a sender");
    }

    @Override
    Breaker breaker(Claimed claimed) {
        return routes.breaker(sender(claimed));
    }

    private List<Breaker> breakers() {
        return routes.froms().all().stream().map(f -> routes.breaker(f.id())).toList();
    }

    @Override
    int permitted(int wanted) {
        return breakers().stream().mapToInt(b -> b.room(wanted)).max().orElse(wanted);
    }

    @Override
    boolean open() {
        return breakers().stream().allMatch(Breaker::open);
    }

    @Override
    Duration openFor() {
        return breakers().stream()
                .map(Breaker::openFor)
                .min(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    @Override
    protected Duration late() {
        return Pace.late(Pace.gap(routes.froms().perSecond()));
    }

    @Override
    Duration late(Claimed claimed) {
        return Pace.late(
                routes.froms().find(sender(claimed)).orElse(SmsFrom.NOBODY).gap());
    }

    @Override
    double perSecond() {
        return routes.froms().perSecond();
    }

    @Override
    Map<String, Double> paces() {
        return routes.froms().onlyOne()
                ? super.paces()
                : routes.froms().all().stream().collect(Collectors.toMap(SmsFrom::id, SmsFrom::perSecond));
    }

    @PreDestroy
    void end() {
        drain(Duration.ofSeconds(5));
    }
}
