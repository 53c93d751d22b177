package io.holdfast.detect;

import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Light;
import io.holdfast.catalog.Verdict;
import io.holdfast.incident.JourneyLights;
import io.holdfast.incident.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What conditions say together. Pure. Claims (reports, notices) count only where nothing else speaks. The scope is what they name; a
 * condition that names no region says nothing about regions.
 */
final class Observing {
    private final Graph graph;
    private final List<Condition> conditions;
    private final List<Condition> deciding;
    private final Collection<Condition> indicators;

    /**
     * @param conditions those that belong together, over or not
     * @param indicators all of the world
     */
    Observing(Graph graph, List<Condition> conditions, Collection<Condition> indicators) {
        this.graph = graph;
        this.conditions = conditions;
        this.indicators = indicators;
        List<Condition> firm = conditions.stream().filter(c -> !c.claim()).toList();
        this.deciding = firm.isEmpty() ? conditions : firm;
    }

    Scope scope() {
        List<String> regions = new ArrayList<>();
        List<String> channels = new ArrayList<>();
        List<String> segments = new ArrayList<>();
        for (Condition c : conditions) {
            regions.addAll(c.scope().regions());
            channels.addAll(c.scope().channels());
            segments.addAll(c.scope().segments());
        }
        return new Scope(regions, channels, segments);
    }

    /** The journeys that they hit, with their lights within the scope, in the order of protection. */
    List<JourneyLights> journeys() {
        Scope scope = scope();
        Set<String> hit = new HashSet<>();
        conditions.forEach(c -> hit.addAll(c.hit(graph)));
        Map<String, EnumMap<Light, Verdict>> lights = new HashMap<>();
        for (Condition c : deciding) {
            c.hit(graph).forEach(j -> darken(lights, j, c));
        }
        for (Condition c : indicators) {
            if (c.scope().touches(scope)) {
                c.hit(graph).stream().filter(hit::contains).forEach(j -> darken(lights, j, c));
            }
        }
        return graph.catalog().journeys().stream()
                .map(Journey::id)
                .filter(hit::contains)
                .map(j -> {
                    EnumMap<Light, Verdict> its = lights.getOrDefault(j, new EnumMap<>(Light.class));
                    return new JourneyLights(
                            j,
                            its.getOrDefault(Light.REACHABILITY, Verdict.UNKNOWN),
                            its.getOrDefault(Light.IDENTITY, Verdict.UNKNOWN),
                            its.getOrDefault(Light.CONTEXT, Verdict.UNKNOWN),
                            its.getOrDefault(Light.COMPLETION, Verdict.UNKNOWN));
                })
                .toList();
    }

    private void darken(Map<String, EnumMap<Light, Verdict>> lights, String journey, Condition c) {
        lights.computeIfAbsent(journey, k -> new EnumMap<>(Light.class))
                .merge(c.light(graph, journey), c.verdict, Verdict::worse);
    }

    /**
     * Bad while any stands; unknown where none does but one is silent, also one that feeds a light which they darken; else good.
     *
     * @param otherwise where only reports speak, which nobody ends
     */
    Verdict signals(Verdict otherwise) {
        if (deciding.stream().allMatch(c -> c.kind.equals("report"))) {
            return otherwise;
        }
        if (deciding.stream().anyMatch(Condition::stands)) {
            return Verdict.BAD;
        }
        Scope scope = scope();
        Set<String> darkened = new HashSet<>();
        deciding.forEach(c -> c.hit(graph).forEach(j -> darkened.add(j + c.light(graph, j))));
        boolean silent = deciding.stream().anyMatch(c -> c.verdict == Verdict.UNKNOWN)
                || indicators.stream()
                        .filter(c -> c.verdict == Verdict.UNKNOWN && c.scope().touches(scope))
                        .anyMatch(c -> c.hit(graph).stream().anyMatch(j -> darkened.contains(j + c.light(graph, j))));
        return silent ? Verdict.UNKNOWN : Verdict.GOOD;
    }

    String senderSeverity() {
        return conditions.stream()
                .filter(Condition::stands)
                .map(c -> c.severity)
                .reduce("", SeverityWords::worse);
    }

    List<String> alerted() {
        Set<String> named = new TreeSet<>();
        conditions.stream().filter(Condition::stands).forEach(c -> {
            if (c.dependency != null) {
                named.add(c.dependency);
            }
        });
        return List.copyOf(named);
    }

    List<String> kinds() {
        Set<String> kinds = new LinkedHashSet<>();
        conditions.forEach(c -> kinds.add(c.kind));
        return List.copyOf(new TreeSet<>(kinds));
    }

    /** The facts of {@code triage.dmn}. */
    Map<String, Object> triage() {
        Map<String, Object> facts = new HashMap<>();
        List<JourneyLights> hit = journeys();
        List<String> alerted = alerted();
        facts.put("kinds", kinds());
        facts.put("senderSeverity", senderSeverity());
        facts.put("alerted", alerted);
        facts.put(
                "reports",
                conditions.stream()
                        .filter(c -> c.kind.equals("report") && c.stands())
                        .count());
        facts.put("sources", conditions.stream().map(c -> c.source).distinct().count());
        facts.put("conditions", conditions.stream().filter(Condition::stands).count());
        facts.put("journeysHit", (long) hit.size());
        facts.put(
                "worst",
                conditions.stream()
                        .map(c -> c.verdict)
                        .reduce(Verdict.GOOD, Verdict::worse)
                        .id());
        Thresholds.put(
                facts,
                "dependencyKind",
                alerted.stream()
                        .flatMap(d -> graph.catalog().dependency(d).stream())
                        .map(d -> d.kind().id())
                        .findFirst()
                        .orElse(null));
        Thresholds.put(
                facts,
                "protectionOrder",
                hit.stream()
                        .flatMap(j -> graph.catalog().journey(j.journey()).stream())
                        .map(j -> (long) j.protectionOrder())
                        .min(Long::compare)
                        .orElse(null));
        return facts;
    }
}
