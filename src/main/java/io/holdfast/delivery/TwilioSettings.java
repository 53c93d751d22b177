package io.holdfast.delivery;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The Twilio account; without an account SID texts and calls are played locally. {@code apiUrl} is an origin.
 *
 * @param voiceFrom the number that calls, E.164; null for {@code from}, or the first of {@code senders}, where that is one
 * @param senders who texts come from, where that depends on their country; empty where {@code from} or {@code messagingServiceSid} says
 *     it for all
 */
@ConfigurationProperties("holdfast.twilio")
record TwilioSettings(
        @Nullable String accountSid,
        @Nullable String authToken,
        @Nullable String from,
        @Nullable String messagingServiceSid,
        @Nullable String voiceFrom,
        @DefaultValue("https://api.twilio.com") String apiUrl,
        @DefaultValue("10") double messagesPerSecond,
        @DefaultValue("1") double callsPerSecond,
        @DefaultValue List<Sender> senders) {

    /**
     * One of several senders; {@code from} or {@code messagingServiceSid}.
     *
     * @param countries ISO 3166 or calling codes; none for every other country
     * @param messagesPerSecond null for what holds for all
     */
    record Sender(
            @Nullable String from,
            @Nullable String messagingServiceSid,
            @DefaultValue List<String> countries,
            @Nullable Double messagesPerSecond) {}

    TwilioSettings {
        senders = List.copyOf(senders);
        if (messagesPerSecond <= 0) {
            throw new IllegalArgumentException("holdfast.twilio.messages-per-second must be above 0");
        }
        if (callsPerSecond <= 0) {
            throw new IllegalArgumentException("holdfast.twilio.calls-per-second must be above 0");
        }
        if (voiceFrom != null && !voiceFrom.isBlank() && !voiceFrom.matches(E164)) {
            throw new IllegalArgumentException(
                    "holdfast.twilio.voice-from is a telephone number like +34910000000, not '" + voiceFrom + "'");
        }
    }

    private static final String E164 = "\\+[1-9][0-9]{6,14}";

    /** What Twilio takes as a sender: a number, a short code or a name. */
    static final String FROM = E164 + "|[0-9]{3,8}|[A-Za-z0-9 ]{1,11}";

    /** The number that calls; null where there is none: a short code, a name or a messaging service can't call. */
    @Nullable
    String caller() {
        if (voiceFrom != null && !voiceFrom.isBlank()) {
            return voiceFrom;
        }
        return Stream.concat(Stream.ofNullable(from), senders.stream().flatMap(s -> Stream.ofNullable(s.from())))
                .filter(f -> f.matches(E164))
                .findFirst()
                .orElse(null);
    }

    boolean local() {
        return accountSid == null || accountSid.isBlank();
    }
}
