package io.holdfast.incident;

/** How bad it is; 1 is worst. What each means in words is the severity table's. */
public enum Severity {
    SEV1,
    SEV2,
    SEV3,
    SEV4;

    /** 1 to 4. */
    public int number() {
        return ordinal() + 1;
    }

    /** Whether this is as bad as {@code other}, or worse. */
    public boolean atLeast(Severity other) {
        return ordinal() <= other.ordinal();
    }
}
