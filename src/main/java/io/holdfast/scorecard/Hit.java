package io.holdfast.scorecard;

import org.jspecify.annotations.Nullable;

/**
 * Customers were hit from then to then.
 *
 * @param light its word; {@link #ANY} for the journey as a whole
 * @param from milliseconds since 1970; so is {@code to}
 * @param low how many customers at least; not a number where nobody can say
 * @param high how many customers at most
 * @param measured whether readings counted them, else they are estimated
 */
record Hit(String journey, String light, long from, long to, double low, double high, boolean measured) {
    static final String ANY = "any";

    static Hit of(
            String journey,
            String light,
            long from,
            long to,
            @Nullable Double low,
            @Nullable Double high,
            boolean measured) {
        return new Hit(
                journey, light, from, to, low == null ? Double.NaN : low, high == null ? Double.NaN : high, measured);
    }

    boolean known() {
        return !Double.isNaN(low);
    }

    long millis() {
        return to - from;
    }
}
