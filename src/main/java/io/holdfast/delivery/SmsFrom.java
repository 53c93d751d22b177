package io.holdfast.delivery;

import java.time.Duration;
import java.util.Set;

/**
 * Who texts come from: a number, a name or a messaging service.
 *
 * @param id what stands for it in rows, {@code sms:+34910000000}
 * @param countries which countries it serves, ISO 3166; empty for every one that no other serves
 * @param perSecond how many texts leave through it in a second at most
 */
record SmsFrom(String id, Set<String> countries, double perSecond) {
    private static final String PREFIX = "sms:";

    /** What texts are handed to that no sender serves. */
    static final SmsFrom NOBODY = of("nobody", Set.of(), 10_000);

    static SmsFrom of(String who, Set<String> countries, double perSecond) {
        return new SmsFrom(PREFIX + who, countries, perSecond);
    }

    boolean everyOther() {
        return countries.isEmpty();
    }

    boolean serves(String country) {
        return everyOther() || countries.contains(country);
    }

    Duration gap() {
        return Pace.gap(perSecond);
    }

    /** The number, name or service itself. */
    String who() {
        return who(id);
    }

    /** The number, name or service that this id stands for. */
    static String who(String id) {
        return id.startsWith(PREFIX) ? id.substring(PREFIX.length()) : id;
    }

    static boolean service(String who) {
        return who.matches("MG[0-9a-fA-F]{32}");
    }
}
