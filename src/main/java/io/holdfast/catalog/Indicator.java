package io.holdfast.catalog;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A figure in the customer's terms that one light of a journey goes by.
 *
 * @param metric the metric's name in signals, {@code authentication_success_rate}
 * @param light which of the four lights it feeds
 * @param label what a person calls it, {@code Sign-ins that succeed}
 * @param unit {@code share} (0 to 1), {@code seconds}, {@code count}, {@code ms}
 * @param expectedEvery how often a value is due; later than that the indicator is unknown. Null where nobody promised one
 * @param hit of a share: whose part of the sample is hit, that of the {@code value} (callers who give up) or the {@code rest} (sign-ins
 *     that do not succeed). Null where the sample does not count customers
 * @param figure which figure of the scorecard its readings make, one of {@link #FIGURES}; null for none
 */
public record Indicator(
        String metric,
        Light light,
        String label,
        String unit,
        @Nullable Duration expectedEvery,
        @Nullable String hit,
        @Nullable String figure) {

    /** Figures of the scorecard that are made of readings. */
    public static final List<String> FIGURES =
            List.of("authentication", "context-continuity", "bot-containment", "bot-fallback");

    /** One that counts nobody, and makes no figure. */
    public Indicator(String metric, Light light, String label, String unit, @Nullable Duration expectedEvery) {
        this(metric, light, label, unit, expectedEvery, null, null);
    }
}
