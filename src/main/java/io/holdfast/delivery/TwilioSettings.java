package io.holdfast.delivery;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The Twilio account; without an account SID texts and calls are played locally. {@code apiUrl} is an origin.
 *
 * @param voiceFrom the number that calls, E.164; null for {@code from} where that is one
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
        @DefaultValue("1") double callsPerSecond) {

    TwilioSettings {
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

    /** The number that calls; null where there is none: a short code, a name or a messaging service can't call. */
    @Nullable
    String caller() {
        if (voiceFrom != null && !voiceFrom.isBlank()) {
            return voiceFrom;
        }
        return from != null && from.matches(E164) ? from : null;
    }

    boolean local() {
        return accountSid == null || accountSid.isBlank();
    }
}
