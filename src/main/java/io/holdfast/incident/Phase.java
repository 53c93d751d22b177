package io.holdfast.incident;

/** The furthest step of the loop that has begun and is not yet done; steps overlap. */
public enum Phase {
    DETECT,
    DIAGNOSE,
    ROUTE,
    RESOLVE,
    LEARN,
    CLOSED;

    /** The word of the public contract, {@code detect}. */
    public String id() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
