package io.holdfast.detect;

import io.holdfast.catalog.Indicator;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Light;
import io.holdfast.catalog.Verdict;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.time.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A light is the worst of its indicators over all regions, and of the alerts that stand against it. */
@Component
class LightsNow implements Lights {
    private final BoardRows rows;
    private final CatalogInForce catalog;
    private final Incidents incidents;

    LightsNow(BoardRows rows, CatalogInForce catalog, Incidents incidents) {
        this.rows = rows;
        this.catalog = catalog;
        this.incidents = incidents;
    }

    @Override
    public List<JourneyState> now(World world) {
        Graph graph = catalog.graph(catalog.number(world));
        List<Condition> speaking = new ArrayList<>(rows.indicators(world));
        rows.standing(world).stream().filter(c -> !c.claim()).forEach(speaking::add);
        List<Incident> open =
                incidents.open(world).stream().filter(Incident::goingOn).toList();
        List<JourneyState> states = new ArrayList<>();
        for (Journey journey : graph.catalog().journeys()) {
            List<LightState> lights = new ArrayList<>();
            for (Light light : Light.values()) {
                lights.add(light(graph, journey, light, speaking));
            }
            List<String> keys = open.stream()
                    .filter(i -> i.journeys().stream().anyMatch(j -> j.journey().equals(journey.id())))
                    .map(Incident::key)
                    .toList();
            states.add(new JourneyState(journey.id(), journey.name(), lights, keys));
        }
        return states;
    }

    private static LightState light(Graph graph, Journey journey, Light light, List<Condition> speaking) {
        List<Indicator> feeding =
                journey.indicators().stream().filter(i -> i.light() == light).toList();
        boolean blind = feeding.isEmpty();
        Condition worst = null;
        for (Condition c : speaking) {
            boolean speaks = c.hit(graph).contains(journey.id()) && c.light(graph, journey.id()) == light;
            if (speaks
                    && (worst == null || c.verdict != worst.verdict && c.verdict.worse(worst.verdict) == c.verdict)) {
                worst = c;
            }
        }
        if (worst == null) {
            String because =
                    blind ? null : "Nothing heard yet: " + feeding.get(0).label();
            return new LightState(light, Verdict.UNKNOWN, blind, null, because, null);
        }
        Condition speaker = worst;
        Indicator indicator = feeding.stream()
                .filter(i -> i.metric().equals(speaker.metric))
                .findFirst()
                .orElse(null);
        String because = because(speaker, indicator);
        return new LightState(light, speaker.verdict, blind, figure(speaker, indicator), because, speaker.since);
    }

    private static String because(Condition c, @Nullable Indicator indicator) {
        String what = indicator != null ? indicator.label() : Settling.name(c);
        String where = c.region.isEmpty() ? what : what + ", " + c.region;
        return c.verdict == Verdict.UNKNOWN ? "Silent: " + where : where;
    }

    private static @Nullable String figure(Condition c, @Nullable Indicator indicator) {
        Judged judged = c.judged;
        Double value = judged == null ? null : judged.lastValue();
        if (value == null) {
            return null;
        }
        return switch (indicator == null ? "" : indicator.unit()) {
            case "share" -> plain(value * 100) + " %";
            case "seconds" -> plain(value) + " s";
            case "ms" -> plain(value) + " ms";
            default -> plain(value);
        };
    }

    private static String plain(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
