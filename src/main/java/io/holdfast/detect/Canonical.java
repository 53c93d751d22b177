package io.holdfast.detect;

import io.holdfast.catalog.Light;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the contract's canonical signal out of a JSON value. Lenient where nothing is lost by it; what only the sender can mend is a
 * fault with its reason.
 *
 * <p>Of {@code at}: a time that lies more than {@value #AHEAD_MINUTES} minutes ahead of our clock or more than {@value #BEHIND_DAYS}
 * days behind it is not believed, and the signal counts from its arrival; what was sent stays in its body.
 */
final class Canonical {
    static final int AHEAD_MINUTES = 5;
    static final int BEHIND_DAYS = 366;

    private static final Set<String> KINDS = Set.of("alert", "measurement", "report", "notice", "change");
    private static final int LABELS_READ = 200;

    private final String defaultSource;
    private final Instant real;
    private final Instant worldNow;

    /**
     * @param defaultSource the source where the signal names none
     * @param real the machine's time
     * @param worldNow the world's time, which a settable clock may have moved ahead
     */
    Canonical(String defaultSource, Instant real, Instant worldNow) {
        this.defaultSource = defaultSource;
        this.real = real;
        this.worldNow = worldNow;
    }

    /** Either a signal, or the reason why there is none. */
    record Outcome(@Nullable Signal signal, @Nullable String fault) {
        static Outcome fault(String fault) {
            return new Outcome(null, fault);
        }
    }

    Outcome read(JsonReading.Value value) {
        if (!(value.value() instanceof Map<?, ?> fields)) {
            return Outcome.fault("A signal is a JSON object");
        }
        if (!value.whole()) {
            return Outcome.fault("It is nested deeper than " + JsonReading.DEEPEST + " levels");
        }
        return read(fields, value.text());
    }

    Outcome read(Map<?, ?> fields, String body) {
        String kind = text(fields, "kind").toLowerCase(Locale.ROOT);
        if (!KINDS.contains(kind)) {
            return Outcome.fault(
                    kind.isEmpty()
                            ? "It has no 'kind': alert, measurement, report, notice or change"
                            : "Its kind is '" + Texts.bounded(kind, 40)
                                    + "', and not alert, measurement, report, notice or change");
        }
        Map<String, String> labels = labels(fields.get("labels"));
        String metric = text(fields, "metric");
        String journey = text(fields, "journey");
        String dependency = text(fields, "dependency");
        String key = text(fields, "key");
        String title = text(fields, "title");
        Double value = number(fields.get("value"));
        if (kind.equals("measurement")) {
            if (metric.isEmpty()) {
                return Outcome.fault("A measurement has a 'metric'");
            }
            if (value == null || !Double.isFinite(value)) {
                return Outcome.fault("A measurement has a 'value', which is a finite number");
            }
        } else if (title.isEmpty() && key.isEmpty() && journey.isEmpty() && dependency.isEmpty() && metric.isEmpty()) {
            return Outcome.fault("It says nothing: it has no title, key, journey, dependency or metric");
        }
        String status = text(fields, "status").toLowerCase(Locale.ROOT);
        boolean speaksOfCondition = !kind.equals("measurement") && !kind.equals("change");
        if (!speaksOfCondition) {
            status = "";
        } else if (status.isEmpty()) {
            status = Signal.FIRING;
        } else if (!status.equals(Signal.FIRING) && !status.equals(Signal.RESOLVED)) {
            return Outcome.fault("Its status is '" + Texts.bounded(status, 40) + "', and not firing or resolved");
        }
        String source = text(fields, "source");
        String severity = text(fields, "severity");
        String shown = title.isEmpty()
                ? (metric.isEmpty()
                        ? (key.isEmpty() ? kind + " of " + (dependency.isEmpty() ? journey : dependency) : key)
                        : metric)
                : title;
        String kept = Texts.clean(body);
        return new Outcome(
                new Signal(
                        source.isEmpty() ? defaultSource : Texts.name(source, 80),
                        orNull(text(fields, "id")),
                        orNull(key),
                        kind,
                        orNull(Texts.name(journey, 80)),
                        orNull(Texts.name(dependency, 80)),
                        orNull(Texts.name(metric, 120)),
                        value != null && Double.isFinite(value) ? value : null,
                        count(fields.get("count")),
                        status,
                        believable(time(fields.get("at"))),
                        Texts.bounded(shown, 300),
                        SeverityWords.ours(severity.isEmpty() ? labels.getOrDefault("severity", "") : severity),
                        Texts.name(labels.getOrDefault("region", ""), 80),
                        Texts.name(labels.getOrDefault("channel", ""), 80),
                        Texts.name(labels.getOrDefault("segment", ""), 80),
                        light(labels.get("light")),
                        labels,
                        null,
                        Texts.hash(kept),
                        kept),
                null);
    }

    private @Nullable Instant believable(@Nullable Instant at) {
        if (at == null
                || at.isAfter(worldNow.plus(Duration.ofMinutes(AHEAD_MINUTES)))
                || at.isBefore(real.minus(Duration.ofDays(BEHIND_DAYS)))) {
            return null;
        }
        return at;
    }

    private static String text(Map<?, ?> fields, String name) {
        Object value = fields.get(name);
        if (value instanceof String text) {
            return text.strip();
        }
        return value instanceof Number || value instanceof Boolean ? value.toString() : "";
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static @Nullable Double number(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof String text && text.length() <= 40) {
            try {
                return Double.valueOf(text.strip());
            } catch (NumberFormatException e) {
                return null;
            }
        }
        return null;
    }

    private static @Nullable Long count(@Nullable Object value) {
        Double count = number(value);
        return count == null || !(count >= 0) || count > 1e15 ? null : Math.round(count);
    }

    private static @Nullable Light light(@Nullable String word) {
        for (Light light : Light.values()) {
            if (light.id().equals(word)) {
                return light;
            }
        }
        return null;
    }

    private static @Nullable Instant time(@Nullable Object value) {
        try {
            if (value instanceof String text) {
                String stamp = text.strip();
                return stamp.endsWith("Z")
                        ? Instant.parse(stamp)
                        : OffsetDateTime.parse(stamp).toInstant();
            }
            if (value instanceof Number number) {
                double epoch = number.doubleValue();
                return Math.abs(epoch) < 1e11
                        ? Instant.ofEpochMilli(Math.round(epoch * 1000))
                        : Instant.ofEpochMilli(Math.round(epoch));
            }
        } catch (DateTimeException e) {
            // A time that does not read is as good as none: the signal counts from its arrival.
            return null;
        }
        return null;
    }

    private static Map<String, String> labels(@Nullable Object value) {
        Map<String, String> labels = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                String name = String.valueOf(entry.getKey());
                // Those that place it are read wherever they stand; of the rest the first few.
                if (labels.size() < LABELS_READ || PLACING.contains(name)) {
                    Object label = entry.getValue();
                    if (label instanceof String || label instanceof Number || label instanceof Boolean) {
                        labels.put(name, Texts.bounded(label.toString().strip(), 400));
                    }
                }
            }
        }
        return labels;
    }

    private static final List<String> PLACING =
            List.of("journey", "dependency", "service", "region", "channel", "segment", "severity", "light");
}
