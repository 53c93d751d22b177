package io.holdfast.delivery;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * By which sender a text leaves: of those that may serve its country the first that is well. A sender is well while the vendor does not
 * refuse it, answers what is sent through it, and delivers what it took from it.
 */
@Component
class SmsRoutes {
    /** As many as thresholds.dmn asks for before a share says anything. */
    static final int ENOUGH = 20;

    private static final double TOO_LITTLE = 0.5;

    private final SmsFroms froms;
    private final SenderMarks marks;
    private final Map<String, Breaker> breakers = new ConcurrentHashMap<>();
    private volatile Map<String, Share> shares = Map.of();

    SmsRoutes(Vendors vendors, SenderMarks marks) {
        this.froms = vendors.froms();
        this.marks = marks;
    }

    /**
     * What became of what the vendor took from a sender.
     *
     * @param taken how many count
     */
    record Share(long taken, long delivered, int enough) {
        Share and(Share more) {
            return new Share(taken + more.taken, delivered + more.delivered, enough);
        }

        boolean tooLittle() {
            return taken >= enough && delivered < TOO_LITTLE * taken;
        }
    }

    SmsFroms froms() {
        return froms;
    }

    SenderMarks marks() {
        return marks;
    }

    /** This node's circuit breaker of a sender. */
    Breaker breaker(String sender) {
        return breakers.computeIfAbsent(
                sender, id -> new Breaker(froms.onlyOne() ? "sms-sender" : "sms-sender " + SmsFrom.who(id)));
    }

    /** How each sender's texts arrive, as it was measured last. */
    void arrived(Map<String, Share> measured) {
        shares = Map.copyOf(measured);
    }

    @Nullable
    Share share(SmsFrom from) {
        return shares.get(from.id());
    }

    private boolean tooLittle(SmsFrom from) {
        Share share = shares.get(from.id());
        return share != null && share.tooLittle();
    }

    /**
     * The sender of texts to this country at this moment; empty where nobody may serve it, or each who may does not answer. Where all
     * are refused or deliver too little, it is the one of whom most is to be hoped: silence is no better.
     */
    Optional<SmsFrom> choice(String country) {
        List<SmsFrom> answering = froms.serving(country).stream()
                .filter(f -> !breaker(f.id()).open())
                .toList();
        List<SmsFrom> taken =
                answering.stream().filter(f -> !marks.marked(f.id(), country)).toList();
        return taken.stream()
                .filter(f -> !tooLittle(f))
                .findFirst()
                .or(() -> taken.stream().findFirst())
                .or(() -> answering.stream().findFirst());
    }

    /** Whether this sender takes texts to that country now: as the chosen one, or as one that is tried with a single text. */
    boolean takes(SmsFrom from, String country) {
        return breaker(from.id()).open()
                ? froms.serving(country).contains(from)
                : choice(country).filter(from::equals).isPresent();
    }

    /** Whether another than this sender may take a text to this number, since it refused it. */
    boolean another(@Nullable String sender, String address) {
        String country = Countries.of(address);
        return sender != null
                && choice(country)
                        .filter(f -> !f.id().equals(sender) && !marks.marked(f.id(), country))
                        .isPresent();
    }
}
