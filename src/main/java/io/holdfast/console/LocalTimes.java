package io.holdfast.console;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times as people read them on a page: in the house's zone, which a page names once; seconds only in the record. */
record LocalTimes(ZoneId zone, Instant now, Locale locale) {

    LocalTimes(ZoneId zone, Instant now) {
        this(zone, now, Locale.ENGLISH);
    }

    private String format(String pattern, Instant at) {
        return DateTimeFormatter.ofPattern(pattern, locale).format(at.atZone(zone));
    }

    /** {@code Madrid time}, or {@code UTC}; in other languages as they call the zone, {@code hora de Europa central}. */
    public String zoneName() {
        String id = zone.getId();
        if (id.contains("/") && !locale.getLanguage().equals("en")) {
            return DateTimeFormatter.ofPattern("vvvv", locale).format(now.atZone(zone));
        }
        return id.contains("/") ? id.substring(id.lastIndexOf('/') + 1).replace('_', ' ') + " time" : id;
    }

    /** {@code 09:20}; with the day where it is another one. */
    public String time(@Nullable Instant at) {
        if (at == null) {
            return "";
        }
        return day(at).equals(today()) ? format("HH:mm", at) : format("EEE d MMM, HH:mm", at);
    }

    /** {@code 09:20}, whatever the day. */
    public String clock(Instant at) {
        return format("HH:mm", at);
    }

    /** {@code 09:20:05}. */
    public String seconds(Instant at) {
        return format("HH:mm:ss", at);
    }

    /** {@code 09:20:05}; with the day where it is another one. */
    public String exact(Instant at) {
        return day(at).equals(today()) ? format("HH:mm:ss", at) : format("d MMM HH:mm:ss", at);
    }

    /** {@code Mon 23 Nov, 09:20}. */
    public String dayAndTime(Instant at) {
        return format("EEE d MMM, HH:mm", at);
    }

    /** For the attribute {@code datetime}. */
    public String iso(Instant at) {
        return at.toString();
    }

    /** How long ago or how old, {@code 36 s}, {@code 22 min}, {@code 3 h 5 min}, {@code 6 days}. */
    public String since(Instant at) {
        return length(Duration.between(at, now));
    }

    /** When something is due, seen from now: {@code in 4 min}, {@code late by 3 min}, {@code 17:00}, {@code tomorrow 12:00}. */
    public String due(Instant at) {
        Duration left = Duration.between(now, at);
        if (left.isNegative()) {
            return "late by " + length(left.negated());
        }
        if (left.compareTo(Duration.ofMinutes(60)) < 0) {
            return "in " + length(left);
        }
        if (day(at).equals(today())) {
            return format("HH:mm", at);
        }
        return day(at).equals(today().plusDays(1)) ? "tomorrow " + format("HH:mm", at) : dayAndTime(at);
    }

    /** Whether it is due within ten minutes, or late. */
    public boolean pressing(@Nullable Instant at) {
        return at != null && Duration.between(now, at).compareTo(Duration.ofMinutes(10)) < 0;
    }

    LocalDate today() {
        return day(now);
    }

    private LocalDate day(Instant at) {
        return ZonedDateTime.ofInstant(at, zone).toLocalDate();
    }

    static String length(Duration length) {
        long seconds = Math.max(0, length.getSeconds());
        if (seconds < 90) {
            return seconds + " s";
        }
        long minutes = seconds / 60;
        if (minutes < 60) {
            return minutes + " min";
        }
        long hours = minutes / 60;
        if (hours < 48) {
            return hours + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
        }
        return hours / 24 + " days";
    }
}
