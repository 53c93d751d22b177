package io.holdfast.delivery;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/**
 * A mail that knows how far it got. A server may take it only after the last byte of it: what broke before left nothing behind, what
 * broke after may have been taken.
 */
final class Letter extends MimeMessage {

    /** Its time was up before the server asked for its words. */
    static final class TooLate extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private final long until;
    private volatile boolean gone;

    /**
     * @param within how long after now its words may still begin to leave: a later sender could have been told to send it again
     */
    Letter(Session session, Duration within) {
        super(session);
        this.until = System.nanoTime() + within.toNanos();
    }

    /** Called by the transport when the server has said that it wants the words. */
    @Override
    public void writeTo(OutputStream out, String[] without) throws IOException, MessagingException {
        if (System.nanoTime() - until > 0) {
            throw new TooLate();
        }
        super.writeTo(out, without);
        gone = true;
    }

    /** Whether all of it has left. */
    boolean gone() {
        return gone;
    }
}
