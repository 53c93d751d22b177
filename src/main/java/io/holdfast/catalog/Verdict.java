package io.holdfast.catalog;

/** What an indicator or a light says. Silence is {@link #UNKNOWN}, never good. */
public enum Verdict {
    GOOD,
    STRAINED,
    BAD,
    UNKNOWN;

    /** The word of the public contract, {@code good}. */
    public String id() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The verdict with this word. */
    public static Verdict of(String id) {
        return valueOf(id.toUpperCase(java.util.Locale.ROOT));
    }

    /** Of two indicators of one light, the light shows the worse: bad, then strained, then unknown, then good. */
    public Verdict worse(Verdict other) {
        return rank() >= other.rank() ? this : other;
    }

    private int rank() {
        return switch (this) {
            case GOOD -> 0;
            case UNKNOWN -> 1;
            case STRAINED -> 2;
            case BAD -> 3;
        };
    }
}
