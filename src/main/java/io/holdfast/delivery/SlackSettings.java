package io.holdfast.delivery;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The Slack app; without a bot token Slack is played locally. {@code apiUrl} ends in {@code /api/}. */
@ConfigurationProperties("holdfast.slack")
record SlackSettings(
        @Nullable String botToken,
        @Nullable String signingSecret,
        @DefaultValue("https://slack.com/api/") String apiUrl) {

    boolean local() {
        return botToken == null || botToken.isBlank();
    }
}
