package io.holdfast.learn;

import io.holdfast.detect.ReadingsAgain.Refolded;
import io.holdfast.detect.ReadingsAgain.Stood;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When past incidents would have been noticed, before and after a change of thresholds, and which alarms come and go where nothing was
 * wrong. Pure but for the record, which says what else spoke of an incident.
 *
 * <p>The ordering. Noticed earlier by a minute, or noticed at all: better; later, or not at all: worse. Where the incident was a false
 * alarm or was called off, and nothing else spoke of it: better if it would not have come, worse if it would come now. An alarm outside
 * all incidents: worse if it comes, better if it comes no more. What noticed an incident otherwise and sooner makes it merely different.
 */
final class Noticed {
    private static final Duration FELT = Duration.ofMinutes(1);

    /** What the sentence tells apart. */
    enum Kind {
        EARLIER,
        AT_ALL,
        LATER,
        NOT_AT_ALL,
        ALARM_MORE,
        ALARM_FEWER,
        DIFFERENT,
        SHOWN
    }

    /**
     * One thing that differs.
     *
     * @param outside whether it is an alarm of no incident
     */
    record Found(Kind kind, Replay.Case of, boolean outside) {}

    /** What else spoke of an incident. */
    interface Otherwise {
        /** When anything but these indicators first said that something was wrong, from its detection on. */
        Optional<Instant> at(Happened incident, List<Refolded> but);
    }

    private static final class Course {
        private @Nullable Instant before;
        private @Nullable Instant after;
        private final List<String> was = new ArrayList<>();
        private final List<String> would = new ArrayList<>();
    }

    private final List<Happened> incidents;
    private final Otherwise otherwise;
    private final NoticedWords words;
    private final Map<String, Course> courses = new LinkedHashMap<>();
    private final Set<String> looked = new HashSet<>();
    private final List<Refolded> changed = new ArrayList<>();
    private final List<Found> outside = new ArrayList<>();

    Noticed(List<Happened> incidents, Otherwise otherwise, NoticedWords words) {
        this.incidents = incidents;
        this.otherwise = otherwise;
        this.words = words;
    }

    /** An indicator that is judged otherwise. */
    void add(Refolded each) {
        changed.add(new Refolded(
                each.metric(), each.journey(), each.dependency(), each.scope(), each.hits(), List.of(), List.of()));
        List<Happened> its = incidents.stream()
                .filter(i -> i.concerns(each.hits(), each.scope()))
                .toList();
        AlarmsExplained before = new AlarmsExplained(each.before(), its);
        AlarmsExplained after = new AlarmsExplained(each.after(), its);
        for (Happened incident : its) {
            if (incident.counts()) {
                looked.add(incident.key());
                course(incident, each, before.noticed(incident.key()), after.noticed(incident.key()));
            }
        }
        after.beyond(before).forEach(alarm -> outside.add(new Found(Kind.ALARM_MORE, words.more(each, alarm), true)));
        before.beyond(after).forEach(alarm -> outside.add(new Found(Kind.ALARM_FEWER, words.fewer(each, alarm), true)));
        long shown = shown(each.before());
        long wouldBe = shown(each.after());
        if (shown != wouldBe) {
            outside.add(new Found(Kind.SHOWN, words.shown(each, shown, wouldBe), false));
        }
    }

    private static long shown(List<Stood> stood) {
        return stood.stream().filter(s -> s.alarm() == null).count();
    }

    private void course(Happened incident, Refolded by, @Nullable Instant before, @Nullable Instant after) {
        if (before == null && after == null) {
            return;
        }
        Course course = courses.computeIfAbsent(incident.key(), k -> new Course());
        course.before = earlier(course.before, before);
        course.after = earlier(course.after, after);
        course.was.add(words.at(by, before));
        course.would.add(words.at(by, after));
    }

    /** How many incidents an indicator that is judged otherwise speaks of. */
    int looked() {
        return looked.size();
    }

    /** Whether any indicator is judged otherwise. */
    boolean anything() {
        return !changed.isEmpty();
    }

    /** All that differs. */
    List<Found> found() {
        List<Found> found = new ArrayList<>();
        for (Happened incident : incidents) {
            Course course = courses.get(incident.key());
            if (course != null && !felt(course.before, course.after).isZero()) {
                found.add(judged(incident, course));
            }
        }
        found.addAll(outside);
        return found;
    }

    private Found judged(Happened incident, Course course) {
        Optional<Instant> other = otherwise.at(incident, changed);
        other.ifPresent(at -> {
            course.was.add(words.otherwise(at));
            course.would.add(words.otherwise(at));
        });
        Instant before = earlier(course.before, other.orElse(null));
        Instant after = earlier(course.after, other.orElse(null));
        if (felt(before, after).isZero()) {
            return found(Kind.DIFFERENT, incident, course, "Something else had noticed it by then.", null);
        }
        if (incident.nothing()) {
            return before != null && after != null
                    ? found(Kind.DIFFERENT, incident, course, "A false alarm either way, at another time.", null)
                    : after == null
                            ? found(Kind.ALARM_FEWER, incident, course, "A false alarm that would not have come.", null)
                            : found(Kind.ALARM_MORE, incident, course, "A false alarm that would come again.", null);
        }
        if (after == null) {
            return found(Kind.NOT_AT_ALL, incident, course, "Nothing would have noticed it.", null);
        }
        if (before == null) {
            return found(Kind.AT_ALL, incident, course, "Nothing that holds now would have noticed it.", null);
        }
        long minutes = felt(before, after).toMinutes();
        return minutes > 0
                ? found(
                        Kind.EARLIER,
                        incident,
                        course,
                        "It would have been noticed " + minutes + " min earlier.",
                        minutes)
                : found(
                        Kind.LATER,
                        incident,
                        course,
                        "It would have been noticed " + -minutes + " min later.",
                        minutes);
    }

    private static Found found(Kind kind, Happened incident, Course course, String why, @Nullable Long minutes) {
        String verdict = switch (kind) {
            case EARLIER, AT_ALL, ALARM_FEWER -> "better";
            case LATER, NOT_AT_ALL, ALARM_MORE -> "worse";
            case DIFFERENT, SHOWN -> "different";
        };
        return new Found(
                kind,
                new Replay.Case(
                        incident.key(),
                        incident.title(),
                        verdict,
                        course.was,
                        course.would,
                        why,
                        minutes,
                        timeline(incident, course)),
                false);
    }

    private static List<Replay.Point> timeline(Happened incident, Course course) {
        List<Replay.Point> points = new ArrayList<>();
        points.add(new Replay.Point(incident.onset(), "It begins", Replay.Point.BOTH));
        if (course.before != null) {
            points.add(new Replay.Point(course.before, "An alarm", Replay.Point.HAPPENED));
        }
        if (course.after != null) {
            points.add(new Replay.Point(course.after, "An alarm", Replay.Point.WOULD_HAVE));
        }
        points.add(new Replay.Point(incident.detected(), "It is noticed", Replay.Point.HAPPENED));
        if (incident.over() != null) {
            points.add(new Replay.Point(incident.over(), "It is over", Replay.Point.BOTH));
        }
        points.sort(Comparator.comparing(Replay.Point::at));
        return points;
    }

    /** By how much the second is earlier; nothing where it is less than a minute, or both are missing; a minute where one is. */
    private static Duration felt(@Nullable Instant before, @Nullable Instant after) {
        if (before == null || after == null) {
            return before == null && after == null ? Duration.ZERO : FELT;
        }
        Duration sooner = Duration.between(after, before);
        return sooner.abs().compareTo(FELT) < 0 ? Duration.ZERO : sooner;
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other != null && other.isBefore(one) ? other : one;
    }
}
