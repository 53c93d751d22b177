package io.holdfast.delivery;

import java.util.Optional;

/** What goes with a mail beside its words. Asked when the mail leaves, so that the outbox holds words only. */
public interface MailAttachments {

    /** No mail has any. */
    MailAttachments NONE = topic -> Optional.empty();

    /** What goes with this topic's mails, {@code house/grab-bag/12}; empty for words alone. Asked outside of a transaction. */
    Optional<Attached> of(String topic);

    /**
     * A page.
     *
     * @param fileName {@code grab-bag-12.html}
     */
    record Attached(String fileName, String html) {}
}
