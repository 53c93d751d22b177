package io.holdfast.console;

import java.util.Optional;

/** The local stand-ins of Slack and Twilio: what somebody does there reaches Holdfast over the same wire as a real vendor's call. */
public interface LocalChannels {

    /** Whether Slack is the local one. */
    boolean slackLocal();

    /** Whether text messages stay local. */
    boolean smsLocal();

    /**
     * Presses a button of a post.
     *
     * @param recipient whose copy, {@code person:dana}
     * @param slackUser who presses, by Slack's user id
     * @return what the presser reads
     */
    Optional<String> press(long message, String recipient, String action, String value, String slackUser);

    /**
     * Answers a text message.
     *
     * @param phone the customer's number, E.164
     * @return the answer that the phone shows
     */
    Optional<String> reply(String phone, String body);
}
