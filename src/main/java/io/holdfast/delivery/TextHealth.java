package io.holdfast.delivery;

import java.util.List;
import java.util.Optional;

/** How the senders of texts do, and whether it is known what arrives; in words, for people. */
public interface TextHealth {

    /** Each sender, in the order of the settings. */
    List<Sender> senders();

    /** That no receipts reach us, and what to mend; empty while they do. */
    Optional<String> withoutReceipts();

    /**
     * A sender.
     *
     * @param name its number, name or service
     * @param serves which countries: {@code ES, GB}, {@code every other country}
     * @param well whether texts leave by it as they should
     * @param words how it does, as a sentence
     */
    record Sender(String name, String serves, boolean well, String words) {}
}
