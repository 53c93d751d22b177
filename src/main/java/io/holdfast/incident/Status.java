package io.holdfast.incident;

/** How it stands, as told outside. */
public enum Status {
    INVESTIGATING,
    IDENTIFIED,
    MONITORING,
    RESOLVED;

    /** The word of the public contract, {@code investigating}. */
    public String id() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
