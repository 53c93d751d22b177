package io.holdfast.incident;

/** How an incident ended. All endings take one way out; this word tells each companion what to say. */
public enum Ending {
    RESOLVED,
    FALSE_ALARM,
    DUPLICATE,
    DECLINED,
    CANCELLED;

    /** The word of the public contract, {@code false-alarm}. */
    public String id() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /**
     * The ending with this word.
     *
     * @throws IllegalArgumentException where there is none
     */
    public static Ending of(String id) {
        return valueOf(id.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
    }
}
