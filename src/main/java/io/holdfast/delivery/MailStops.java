package io.holdfast.delivery;

/** Ends mails to whoever follows the link in one, at once and until he subscribes anew. */
public interface MailStops {

    /** Whether we gave this link to somebody. */
    boolean genuine(String token);

    /**
     * Sends no more mails to whose link this is; a second time changes nothing.
     *
     * @return false where the link is none of ours
     */
    boolean stop(String token);
}
