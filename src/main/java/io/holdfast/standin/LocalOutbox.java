package io.holdfast.standin;

import java.util.Optional;

/** What the demo's outbox page can do where Slack, Twilio or the mail server are played by the stand-ins: answer as their users would. */
public interface LocalOutbox {

    /** Whether Slack is played locally. */
    boolean slackLocal();

    /** Whether text messages are played locally. */
    boolean smsLocal();

    /**
     * The reader's own link that ends our mails to him, as it stands in them.
     *
     * @param address whose
     * @return empty where mails are not local: the link is the reader's, not the page's
     */
    Optional<String> mailStopLink(String address, String locale);

    /**
     * Presses a button of a message that a recipient has, over the signed wire.
     *
     * @param message the message's id
     * @param recipient whose copy, {@code person:dana}
     * @param slackUser Slack's id of who presses
     * @return what the presser reads; empty where he was told nothing
     * @throws java.util.NoSuchElementException where he has no such message
     * @throws IllegalStateException where Slack is not local
     */
    Optional<String> press(long message, String recipient, String action, String value, String slackUser);

    /**
     * Sends a text from this phone, over the signed wire.
     *
     * @param phone E.164
     * @return the answer that the phone shows; empty for none
     * @throws IllegalStateException where text messages are not local
     */
    Optional<String> reply(String phone, String body);
}
