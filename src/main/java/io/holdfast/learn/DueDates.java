package io.holdfast.learn;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** When an action can be due: not before today, and within ten years, past which a date is a slip of the keys. Pure. */
final class DueDates {
    private static final int YEARS = 10;

    private DueDates() {}

    /**
     * @param field as the form or the call names it
     * @return why it can't be, and what would be right; null where it can
     */
    static @Nullable String refusal(String field, LocalDate due, LocalDate today) {
        if (due.isBefore(today)) {
            return "'" + field + "' is " + due + ", and that is over; it is " + today + " or later";
        }
        LocalDate last = today.plusYears(YEARS);
        return due.isAfter(last) ? "'" + field + "' is " + due + "; it is " + last + " or sooner" : null;
    }
}
