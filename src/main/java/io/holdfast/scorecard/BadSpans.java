package io.holdfast.scorecard;

import io.holdfast.catalog.Light;
import io.holdfast.evidence.Entries.Seen;
import io.holdfast.scorecard.Past.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When which light was bad, out of the entries of an incident's chain that say how its lights stood. What was bad when it was noticed
 * is taken to have been bad since its onset.
 */
final class BadSpans {
    private final Map<String, Instant[]> since = new TreeMap<>();
    private final List<Span> spans = new ArrayList<>();
    private Map<String, List<?>> last = Map.of();
    private boolean known;

    private BadSpans() {}

    /** @param until when those end that nothing closed */
    static BadSpans of(List<Seen> entries, Instant onset, Instant until) {
        BadSpans all = new BadSpans();
        for (Seen entry : entries) {
            switch (entry.kind()) {
                case "incident.opened" -> all.lights(entry.body().get("lights"), onset);
                case "incident.facts" -> all.lights(entry.body().get("journeys"), entry.at());
                case "incident.ended" -> all.close(entry.at());
                case "incident.reopened" -> all.stand(all.last, entry.at());
                default -> {} // says nothing of lights
            }
        }
        all.close(until);
        return all;
    }

    List<Span> spans() {
        return spans;
    }

    /** Whether any light ever showed anything but unknown. */
    boolean known() {
        return known;
    }

    private void lights(@Nullable Object journeys, Instant at) {
        Map<String, List<?>> now = new TreeMap<>();
        if (journeys instanceof Map<?, ?> map) {
            map.forEach((journey, lights) -> {
                if (lights instanceof List<?> words && words.size() == Light.values().length) {
                    now.put(journey.toString(), words);
                    known |= words.stream().anyMatch(w -> !"unknown".equals(w));
                }
            });
            stand(now, at);
        }
    }

    private void stand(Map<String, List<?>> now, Instant at) {
        last = now;
        since.forEach((journey, begun) -> {
            if (!now.containsKey(journey)) {
                close(journey, begun, at);
            }
        });
        now.forEach((journey, words) -> {
            Instant[] begun = since.computeIfAbsent(journey, j -> new Instant[Light.values().length]);
            for (Light light : Light.values()) {
                int i = light.ordinal();
                boolean bad = "bad".equals(words.get(i));
                if (bad && begun[i] == null) {
                    begun[i] = at;
                } else if (!bad && begun[i] != null) {
                    span(journey, light, begun[i], at);
                    begun[i] = null;
                }
            }
        });
    }

    private void close(Instant at) {
        since.forEach((journey, begun) -> close(journey, begun, at));
    }

    private void close(String journey, Instant[] begun, Instant at) {
        for (Light light : Light.values()) {
            if (begun[light.ordinal()] != null) {
                span(journey, light, begun[light.ordinal()], at);
                begun[light.ordinal()] = null;
            }
        }
    }

    private void span(String journey, Light light, Instant from, Instant to) {
        if (from.isBefore(to)) {
            spans.add(new Span(journey, light, from, to));
        }
    }
}
