package io.holdfast.delivery;

import java.time.Instant;

/** Answers a Slack button; registered as a bean by the package that acts. */
public interface ButtonHandler {

    /** The action ids it answers, {@code take}. */
    java.util.Set<String> actions();

    /**
     * Acts on a press. Called once per press, whatever Slack repeats, in a transaction.
     *
     * @return what the presser reads, one or two sentences
     * @throws Refused where nothing is to be changed; its message is what the presser reads then
     */
    String pressed(Press press);

    /**
     * A press.
     *
     * @param id the same for a press that Slack repeats
     * @param action which button
     * @param value what the button handed over
     * @param slackUser Slack's user id
     * @param channel Slack's channel id
     * @param messageTs the post's stamp
     * @param at when, by the machine's clock
     */
    record Press(
            String id, String action, String value, String slackUser, String channel, String messageTs, Instant at) {}

    /** It is not done, and the presser reads why. Whatever was written for it is rolled back. */
    final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** @param words what the presser reads */
        public Refused(String words, Throwable cause) {
            super(words, cause);
        }
    }
}
