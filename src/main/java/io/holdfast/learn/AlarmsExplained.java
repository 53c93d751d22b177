package io.holdfast.learn;

import io.holdfast.detect.ReadingsAgain.Stood;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which alarms of one indicator were of which incident, and which were of none. Pure.
 *
 * <p>An alarm is of an incident where it came before its end, no more than {@link #LEAD} before its onset, and stood until then or ended
 * within {@link #CLOSE} before it. One that had stood for longer noticed nothing: it rang anyway. One that comes so soon after the end
 * that it would reopen the incident is of it, and noticed nothing either.
 */
final class AlarmsExplained {
    static final Duration LEAD = Duration.ofHours(4);

    /** As near as correlation takes two conditions to be of one incident. */
    static final Duration CLOSE = Duration.ofMinutes(10);

    /** Alarms of one indicator so soon after each other are one, since the incident is not closed by then. */
    static final Duration AGAIN = Duration.ofMinutes(30);

    private final Map<String, Instant> noticed = new HashMap<>();
    private final List<Stood> unexplained;

    AlarmsExplained(List<Stood> stood, Collection<Happened> incidents) {
        NavigableMap<Instant, Stood> alarms = new TreeMap<>();
        for (Stood each : stood) {
            if (each.alarm() != null) {
                alarms.put(each.alarm(), each);
            }
        }
        Set<Stood> explained = new HashSet<>();
        for (Happened incident : incidents) {
            Instant earliest = incident.onset().minus(LEAD);
            Instant over = incident.over() == null ? Instant.MAX : incident.over();
            Instant latest = incident.over() == null ? Instant.MAX : over.plus(AGAIN);
            if (latest.isBefore(earliest)) {
                continue;
            }
            alarms.subMap(earliest, true, latest, true).forEach((at, alarm) -> {
                if (alarm.to() == null || !alarm.to().isBefore(incident.onset().minus(CLOSE))) {
                    explained.add(alarm);
                    if (!at.isAfter(over)) {
                        noticed.putIfAbsent(incident.key(), at);
                    }
                }
            });
        }
        unexplained =
                alarms.values().stream().filter(a -> !explained.contains(a)).toList();
    }

    /** When the indicator would have noticed this incident; null where it would not. */
    @Nullable
    Instant noticed(String incident) {
        return noticed.get(incident);
    }

    /** Its alarms where nothing was wrong that overlap none of the other's, one for those that come soon after each other. */
    List<Stood> beyond(AlarmsExplained other) {
        List<Stood> beyond = new ArrayList<>();
        for (Stood each : unexplained) {
            if (other.unexplained.stream().anyMatch(o -> overlap(each, o))) {
                continue;
            }
            Stood last = beyond.isEmpty() ? null : beyond.get(beyond.size() - 1);
            if (last != null
                    && last.to() != null
                    && each.from().isBefore(last.to().plus(AGAIN))) {
                beyond.set(
                        beyond.size() - 1,
                        new Stood(last.from(), each.to(), last.worst().worse(each.worst()), last.alarm()));
            } else {
                beyond.add(each);
            }
        }
        return beyond;
    }

    private static boolean overlap(Stood one, Stood other) {
        return (other.to() == null || one.from().isBefore(other.to()))
                && (one.to() == null || other.from().isBefore(one.to()));
    }
}
