package io.holdfast.scorecard;

import io.holdfast.scorecard.Scorecards.Question;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Reads a time as people and programs write it: whole days of the house's calendar, or instants. */
public final class Periods {
    /** How many days, today included, where nothing is said. */
    public static final int USUAL_DAYS = 90;

    private Periods() {}

    /**
     * @param from a day, {@code 2026-09-01}, from its beginning; or an instant
     * @param to a day, to its end; or an instant, that itself no longer counts
     * @throws IllegalArgumentException where one of them does not read so, with what would be right
     */
    public static Question of(
            @Nullable String from, @Nullable String to, @Nullable String by, ZoneId zone, Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        Instant end = blank(to) ? startOf(today.plusDays(1), zone) : read("to", to, 1, zone);
        Instant start = blank(from)
                ? startOf(end.minusMillis(1).atZone(zone).toLocalDate().minusDays(USUAL_DAYS - 1L), zone)
                : read("from", from, 0, zone);
        return new Question(start, end, Scorecard.By.of(by));
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static Instant read(String name, @Nullable String given, int days, ZoneId zone) {
        String text = given == null ? "" : given.strip();
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : startOf(LocalDate.parse(text).plusDays(days), zone);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "'" + name + "' is '" + text + "'; write a day as 2026-09-01, or a time as 2026-09-01T08:00:00Z",
                    e);
        }
    }

    // Where the clocks change at midnight, a day begins at its first moment that there is.
    private static Instant startOf(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }
}
