package io.holdfast.delivery;

/** A way to somebody. */
public enum Channel {
    SMS,
    SLACK,
    EMAIL,
    VOICE;

    /** The word of the public contract, {@code sms}. */
    public String id() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
