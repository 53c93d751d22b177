package io.holdfast.scorecard;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** As what a past incident counts. Only real ones make figures; the others are told apart. */
enum CountedAs {
    REAL,
    EXERCISE,
    FALSE_ALARM,
    CANCELLED,
    DECLINED,
    MERGED;

    static CountedAs of(boolean drill, @Nullable String ending) {
        if (drill) {
            return EXERCISE;
        }
        return switch (ending == null ? "" : ending) {
            case "false-alarm" -> FALSE_ALARM;
            case "cancelled" -> CANCELLED;
            case "declined" -> DECLINED;
            case "duplicate" -> MERGED;
            default -> REAL;
        };
    }

    /** {@code false-alarm}. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static CountedAs of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
