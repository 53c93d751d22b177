package io.holdfast.delivery;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The Twilio account; without an account SID text messages are played locally. {@code apiUrl} is an origin. */
@ConfigurationProperties("holdfast.twilio")
record TwilioSettings(
        @Nullable String accountSid,
        @Nullable String authToken,
        @Nullable String from,
        @Nullable String messagingServiceSid,
        @DefaultValue("https://api.twilio.com") String apiUrl,
        @DefaultValue("10") double messagesPerSecond) {

    TwilioSettings {
        if (messagesPerSecond <= 0) {
            throw new IllegalArgumentException("holdfast.twilio.messages-per-second must be above 0");
        }
    }

    boolean local() {
        return accountSid == null || accountSid.isBlank();
    }
}
