package io.holdfast.delivery;

/** A way to somebody. */
public enum Channel {
    SMS("text message"),
    SLACK("Slack"),
    EMAIL("e-mail"),
    VOICE("call");

    private final String word;

    Channel(String word) {
        this.word = word;
    }

    /** What people call it. */
    public String word() {
        return word;
    }

    /** The word of the public contract, {@code sms}. */
    public String id() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
