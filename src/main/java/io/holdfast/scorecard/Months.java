package io.holdfast.scorecard;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;

/** Months of one calendar. Quick where moments come in their order, since the month before is asked first. Not for several threads. */
final class Months {
    private final ZoneId zone;
    private Instant from = Instant.MAX;
    private Instant to = Instant.MIN;
    private String id = "";

    Months(ZoneId zone) {
        this.zone = zone;
    }

    /** {@code 2026-11}. */
    String of(Instant at) {
        if (at.isBefore(from) || !at.isBefore(to)) {
            YearMonth month = YearMonth.from(at.atZone(zone));
            from = month.atDay(1).atStartOfDay(zone).toInstant();
            to = month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
            id = month.toString();
        }
        return id;
    }
}
