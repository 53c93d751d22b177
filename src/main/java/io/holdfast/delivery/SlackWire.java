package io.holdfast.delivery;

import com.slack.api.methods.MethodsClient;

/**
 * How Slack's Web API is reached.
 *
 * @param http the wire
 * @param token the app's bot token, the local one's included
 * @param apiUrl the base of its methods
 */
record SlackWire(SlackHttp http, String token, String apiUrl) {

    /** The methods, called once each; to be preceded by {@link SlackHttp#begin()}. */
    MethodsClient methods() {
        return http.slack().methods(token);
    }
}
