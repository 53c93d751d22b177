package io.holdfast.delivery;

/** The Slack app's signing secret, the local one's included. */
record SlackAccount(String signingSecret) {}
