package io.holdfast.drill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.catalog.Scenario;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** A scenario's signals, each with its time: always the same ones, in the same order. */
final class ScenarioSignals {
    static final String SOURCE = "scenario";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ScenarioSignals() {}

    /** @param body canonical JSON */
    record Told(Duration at, String body) {}

    /**
     * All of them, in order of time; those of the same moment in the order of the scenario.
     *
     * @param begins when the drill begins
     * @param recorded reads a file beside the scenarios
     */
    static List<Told> of(Scenario scenario, Instant begins, Function<String, byte[]> recorded) {
        List<Told> all = new ArrayList<>();
        for (int place = 0; place < scenario.signals().size(); place++) {
            Scenario.Stream stream = scenario.signals().get(place);
            if (stream.recorded() != null) {
                all.addAll(replayed(stream, begins, recorded.apply(stream.recorded()), place));
                continue;
            }
            Duration until = stream.until() == null ? scenario.lasts() : stream.until();
            int count = 0;
            Duration at = stream.first();
            do {
                all.add(new Told(at, body(stream, begins, at, place, count)));
                count++;
                at = stream.every() == null ? until.plusDays(1) : at.plus(stream.every());
            } while (at.compareTo(until) <= 0);
        }
        all.removeIf(told -> told.at().compareTo(scenario.lasts()) > 0);
        all.sort(Comparator.comparing(Told::at));
        return all;
    }

    private static String body(Scenario.Stream stream, Instant begins, Duration at, int place, int count) {
        ObjectNode signal = JSON.valueToTree(stream.signal());
        signal.put("id", "scenario-" + place + "-" + count);
        signal.put("at", begins.plus(at).toString());
        if (stream.value() != null) {
            signal.put("value", value(stream.value(), at.minus(stream.first()), place, count));
        }
        return signal.toString();
    }

    /** Four digits: more would look as if somebody had measured it. */
    static double value(Scenario.Ramp ramp, Duration since, int place, int count) {
        double share = ramp.over() == null
                ? 1
                : Math.min(1.0, (double) since.toMillis() / ramp.over().toMillis());
        double value = ramp.from() + (ramp.to() - ramp.from()) * share;
        if (ramp.noise() != null) {
            value += ramp.noise() * stray(place, count);
        }
        return Math.round(value * 10_000) / 10_000.0;
    }

    /** From -1 to 1, evenly spread, and the same for the same place: the finishing steps of SplitMix64. */
    private static double stray(int place, int count) {
        long z = (place * 1_000_003L + count + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        z ^= z >>> 31;
        return (z >>> 11) * 0x1.0p-53 * 2 - 1;
    }

    private static List<Told> replayed(Scenario.Stream stream, Instant begins, byte[] file, int place) {
        List<ObjectNode> lines = new ArrayList<>();
        for (String line : new String(file, StandardCharsets.UTF_8).lines().toList()) {
            if (!line.isBlank() && node(line) instanceof ObjectNode signal) {
                lines.add(signal);
            }
        }
        lines.sort(Comparator.comparing(ScenarioSignals::time));
        List<Told> all = new ArrayList<>();
        Instant first = lines.isEmpty() ? begins : time(lines.get(0));
        for (int count = 0; count < lines.size(); count++) {
            ObjectNode signal = lines.get(count);
            Duration at = stream.first().plus(Duration.between(first, time(signal)));
            signal.put("id", "scenario-" + place + "-" + count);
            signal.put("at", begins.plus(at).toString());
            all.add(new Told(at, signal.toString()));
        }
        return all;
    }

    private static JsonNode node(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A recorded signal is no JSON: " + line, e);
        }
    }

    private static Instant time(ObjectNode signal) {
        try {
            return Instant.parse(signal.path("at").asText());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("A recorded signal has no time 'at': " + signal, e);
        }
    }
}
