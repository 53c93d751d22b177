package io.holdfast.learn;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** When the owner of an action is reminded: in the morning of its due date, the morning after, and then once a week. Pure. */
final class Reminders {
    static final LocalTime MORNING = LocalTime.of(9, 0);
    private static final int WEEK = 7;

    private Reminders() {}

    /** The first one; of a date that is over, the next morning. */
    static @Nullable Instant first(@Nullable LocalDate dueOn, ZoneId zone, Instant now) {
        if (dueOn == null) {
            return null;
        }
        Instant due = morning(dueOn, zone);
        return due.isAfter(now) ? due : nextMorning(now, zone);
    }

    /**
     * The one after.
     *
     * @param sent how many there were
     */
    static Instant next(LocalDate dueOn, int sent, ZoneId zone, Instant now) {
        Instant next = morning(dueOn.plusDays(sent <= 1 ? 1 : 1L + (long) WEEK * (sent - 1)), zone);
        return next.isAfter(now) ? next : nextMorning(now, zone);
    }

    static Instant nextMorning(Instant now, ZoneId zone) {
        LocalDate today = now.atZone(zone).toLocalDate();
        Instant here = morning(today, zone);
        return here.isAfter(now) ? here : morning(today.plusDays(1), zone);
    }

    private static Instant morning(LocalDate day, ZoneId zone) {
        return day.atTime(MORNING).atZone(zone).toInstant();
    }
}
