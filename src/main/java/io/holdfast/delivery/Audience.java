package io.holdfast.delivery;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is told. */
public sealed interface Audience {

    /** Named addresses: staff to page, Slack channels. */
    record Addresses(List<Address> addresses) implements Audience {}

    /**
     * One address.
     *
     * @param recipient a stable id of who stands behind it: {@code person:dana}, {@code channel:#floor-cards}
     * @param channel how
     * @param address a Slack user or channel id or {@code #name}, or an E.164 number
     * @param locale the reader's language
     */
    record Address(String recipient, Channel channel, String address, String locale) {}

    /**
     * Customers who agreed to it and whom it touches. Nobody outside the scope is told.
     *
     * @param journeys journeys that are hit; a subscriber matches when he follows one of them, or named none
     * @param regions regions that are hit; empty for all. A subscriber without a region matches only where this is empty
     * @param policy a word for the record
     */
    record Subscribers(
            List<String> journeys,
            List<String> regions,
            @Nullable String policy) implements Audience {}

    /** Those who were told earlier in the same topic: for a correction or a last word. */
    record ToldEarlier() implements Audience {}
}
