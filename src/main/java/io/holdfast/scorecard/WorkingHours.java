package io.holdfast.scorecard;

import io.holdfast.catalog.Scenario;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;

/**
 * When people are at work: a page at any other time is one out of hours. By the house's own clock, so that summer time is honoured.
 *
 * @param days {@code mon} to {@code sun}
 */
record WorkingHours(ZoneId zone, List<String> days, LocalTime from, LocalTime to) {

    /**
     * @param words {@code mon,tue,wed,thu,fri 08:00-18:00}
     * @throws IllegalArgumentException where they are no such words, with what would be right
     */
    static WorkingHours of(ZoneId zone, String words) {
        try {
            String[] parts = words.strip().split("\\s+");
            String[] times = parts[1].split("-");
            return new WorkingHours(
                    zone,
                    Arrays.stream(parts[0].split(",")).map(String::strip).toList(),
                    LocalTime.parse(times[0]),
                    LocalTime.parse(times[1]));
        } catch (java.time.DateTimeException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    "holdfast.scorecard.working-hours is '" + words
                            + "'; write days and times as in 'mon,tue,wed,thu,fri 08:00-18:00'",
                    e);
        }
    }

    boolean holds(Instant at) {
        ZonedDateTime there = at.atZone(zone);
        LocalTime time = there.toLocalTime();
        return Scenario.isOne(days, there.getDayOfWeek()) && !time.isBefore(from) && time.isBefore(to);
    }
}
