package io.holdfast.delivery;

/** Answers a text message of a customer that is not STOP, START or HELP; registered as a bean. */
public interface ReplyHandler {

    /**
     * @param from E.164
     * @param body what he wrote
     * @return the answer to send as TwiML, or empty for none
     */
    java.util.Optional<String> replied(String from, String body);

    /**
     * Confirms that no more texts come, where the vendor has not done so by itself.
     *
     * @param from E.164
     * @return the answer to send as TwiML, or empty for none
     */
    default java.util.Optional<String> stopped(String from) {
        return java.util.Optional.empty();
    }
}
