package io.holdfast.console;

import io.holdfast.scorecard.Figure;
import io.holdfast.scorecard.FigureKind;
import java.text.NumberFormat;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures as people read them: {@code 31 min}, {@code 83 %}, {@code 1,200 to 4,800}. */
final class FigureWords {
    static final String NOT_KNOWN = "not known";
    private static final double LITTLE = 10;

    private FigureWords() {}

    /** A value in the unit of its figure. */
    static String value(FigureKind kind, @Nullable Double value) {
        if (value == null) {
            return NOT_KNOWN;
        }
        return switch (kind.unit()) {
            case SECONDS -> length(value);
            case MINUTES -> length(value * 60);
            case SHARE -> percent(value);
            case CUSTOMER_MINUTES, COUNT -> number(value);
        };
    }

    /** {@code 31 min}; of what came before its beginning {@code 3 min before}. */
    static String length(double seconds) {
        String words = LocalTimes.length(Duration.ofSeconds(Math.round(Math.abs(seconds))));
        return seconds < 0 ? words + " before" : words;
    }

    static String percent(double share) {
        double percent = share * 100;
        // Nearly all is not all.
        if (percent > 99 && percent < 100) {
            return String.format(Locale.ENGLISH, "%.2f %%", Math.floor(percent * 100) / 100);
        }
        return Math.round(percent) + " %";
    }

    static String number(double value) {
        NumberFormat format = NumberFormat.getIntegerInstance(Locale.ENGLISH);
        if (Math.abs(value) < LITTLE && value != Math.rint(value)) {
            format.setMaximumFractionDigits(1);
        }
        return format.format(value);
    }

    /** A sum: one number where it was counted, a range where it is estimated. */
    static String range(Figure.@Nullable Range range) {
        if (range == null) {
            return NOT_KNOWN;
        }
        String low = number(range.low());
        String high = number(range.high());
        return low.equals(high) ? high : low + " to " + high;
    }

    private static String total(FigureKind kind, Figure.Range sum) {
        return kind.unit() == FigureKind.Unit.MINUTES ? length(sum.high() * 60) : range(sum);
    }

    static String money(Figure.@Nullable Range range, @Nullable String currency) {
        if (range == null) {
            return NOT_KNOWN;
        }
        String sign = "EUR".equals(currency)
                ? "€"
                : "GBP".equals(currency) ? "£" : "USD".equals(currency) ? "$" : currency + " ";
        String low = number(Math.rint(range.low()));
        String high = number(Math.rint(range.high()));
        return low.equals(high) ? sign + high : sign + low + " to " + sign + high;
    }

    /** What a figure is made of: {@code of 37, 2 left out}. */
    static String made(Figure figure) {
        FigureKind kind = figure.kind();
        if (kind.ofReadings()) {
            return figure.count() == 0
                    ? "no reading of it"
                    : "over " + number(figure.count()) + " contacts"
                            + (figure.leftOut() == 0 ? "" : ", " + number(figure.leftOut()) + " readings left out");
        }
        Long yes = figure.yes();
        String of = yes == null ? "of " + number(figure.count()) : number(yes) + " of " + number(figure.count());
        String made = figure.leftOut() == 0 ? of : of + ", " + number(figure.leftOut()) + " left out";
        Figure.Range sum = figure.sum();
        return sum == null ? made : made + "; altogether " + total(kind, sum);
    }
}
