package io.holdfast.delivery;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The Slack app; without a bot token Slack is played locally.
 *
 * @param apiUrl ends in {@code /api/}
 * @param incidentChannels whether each incident gets a channel of its own
 */
@ConfigurationProperties("holdfast.slack")
record SlackSettings(
        @Nullable String botToken,
        @Nullable String signingSecret,
        @DefaultValue("https://slack.com/api/") String apiUrl,
        @DefaultValue("true") boolean incidentChannels) {

    boolean local() {
        return botToken == null || botToken.isBlank();
    }
}
