package io.holdfast.catalog;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A figure in the customer's terms that one light of a journey goes by.
 *
 * @param metric the metric's name in signals, {@code authentication_success_rate}
 * @param light which of the four lights it feeds
 * @param label what a person calls it, {@code Sign-ins that succeed}
 * @param unit {@code share} (0 to 1), {@code seconds}, {@code count}, {@code ms}
 * @param expectedEvery how often a value is due; later than that the indicator is unknown. Null where nobody promised one
 */
public record Indicator(
        String metric,
        Light light,
        String label,
        String unit,
        @Nullable Duration expectedEvery) {}
