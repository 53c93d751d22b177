package io.holdfast.console;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A day as people read it. */
final class DayWords {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM yyyy", Locale.ENGLISH);

    private DayWords() {}

    /** {@code Mon 23 Nov 2026}. */
    static String of(LocalDate day) {
        return DAY.format(day);
    }
}
