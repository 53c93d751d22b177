package io.holdfast.learn;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Indicator;
import io.holdfast.detect.ReadingsAgain.Refolded;
import io.holdfast.detect.ReadingsAgain.Stood;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is said of alarms that come, or come no more, or at another time. */
final class NoticedWords {
    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("EEE d MMM uuuu, HH:mm", Locale.ENGLISH);

    private final Catalog catalog;

    NoticedWords(Catalog catalog) {
        this.catalog = catalog;
    }

    /** A line of a case: when this indicator would have raised an alarm. */
    String at(Refolded by, @Nullable Instant alarm) {
        return place(by) + (alarm == null ? ": no alarm" : ": an alarm on " + day(alarm));
    }

    /** The line for what else spoke of the incident. */
    String otherwise(Instant at) {
        return "Noticed otherwise on " + day(at);
    }

    Replay.Case more(Refolded by, Stood alarm) {
        return new Replay.Case(
                by.metric(),
                place(by),
                "worse",
                List.of(),
                List.of(stood(alarm)),
                "It would have raised an alarm on " + day(alarm) + " where nothing was wrong.",
                null);
    }

    Replay.Case fewer(Refolded by, Stood alarm) {
        return new Replay.Case(
                by.metric(),
                place(by),
                "better",
                List.of(stood(alarm)),
                List.of(),
                "The alarm on " + day(alarm) + ", where nothing was wrong, would not have come.",
                null);
    }

    Replay.Case shown(Refolded by, long before, long after) {
        return new Replay.Case(
                by.metric(),
                place(by),
                "different",
                List.of(times(before)),
                List.of(times(after)),
                "What opens no incident is shown on the first page, and wakes nobody.",
                null);
    }

    private static String times(long times) {
        return "Strained " + times + (times == 1 ? " time" : " times") + " without opening an incident";
    }

    private String stood(Stood alarm) {
        String worst = alarm.worst().id();
        return Character.toUpperCase(worst.charAt(0)) + worst.substring(1) + " from " + day(alarm.from())
                + (alarm.to() == null ? " on" : " to " + day(alarm.to()));
    }

    private String day(Stood alarm) {
        return day(alarm.alarm() == null ? alarm.from() : alarm.alarm());
    }

    private String day(Instant at) {
        return DAY_AND_TIME.format(at.atZone(catalog.zone()));
    }

    /** {@code Sign-ins that succeed (eu-west)}. */
    private String place(Refolded by) {
        String label = by.hits().stream()
                .flatMap(j -> catalog.journey(j).stream())
                .flatMap(j -> j.indicators().stream())
                .filter(i -> i.metric().equals(by.metric()))
                .map(Indicator::label)
                .findFirst()
                .orElse(by.metric());
        List<String> where = new ArrayList<>();
        if (by.journey() == null && by.dependency() != null) {
            where.add(by.dependency());
        }
        where.addAll(by.scope().regions());
        where.addAll(by.scope().channels());
        where.addAll(by.scope().segments());
        return where.isEmpty() ? label : label + " (" + String.join(", ", where) + ")";
    }
}
