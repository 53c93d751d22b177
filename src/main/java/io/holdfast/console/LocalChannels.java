package io.holdfast.console;

/** The local stand-ins of Slack and Twilio: what somebody does there reaches Holdfast over the same wire as a real vendor's call. */
public interface LocalChannels {

    /** Whether Slack is the local one. */
    boolean localSlack();

    /** Whether text messages stay local. */
    boolean localSms();

    /**
     * Presses a button of a post.
     *
     * @param message the message's id
     * @param address the Slack channel or user that shows it
     * @param action which button
     * @param value what the button hands over
     * @param slackUser who presses, by Slack's user id
     */
    void press(long message, String address, String action, String value, String slackUser);

    /**
     * Answers a text message.
     *
     * @param from the customer's number, E.164
     */
    void reply(String from, String body);
}
