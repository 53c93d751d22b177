package io.holdfast.detect;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import io.holdfast.catalog.Indicator;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Light;
import io.holdfast.incident.Scope;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The catalog as detection looks at it: who crosses what, directly or through another, and where a signal belongs.
 *
 * <p>Which light an alert darkens: the one that its label {@code light} names; else, where it names a metric that feeds one of the
 * journey's lights, that one; else by the kind of its dependency: identity darkens identity, ccaas and carrier reachability, crm
 * context, and ai, integration and cloud completion; else the light of the journey's first indicator, else completion.
 */
final class Graph {
    private final Catalog catalog;
    private final Map<String, Set<String>> crossed = new HashMap<>();
    private final Map<String, List<String>> crossedBy = new HashMap<>();
    private final Map<String, Set<String>> needed = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();

    Graph(Catalog catalog) {
        this.catalog = catalog;
        for (Dependency d : catalog.dependencies()) {
            needed.put(d.id(), closure(List.of(d.id())));
            d.aliases().forEach(alias -> names.putIfAbsent(alias, d.id()));
        }
        catalog.dependencies().forEach(d -> names.put(d.id(), d.id()));
        for (Journey j : catalog.journeys()) {
            crossed.put(j.id(), closure(j.dependencies()));
        }
        for (Dependency d : catalog.dependencies()) {
            crossedBy.put(
                    d.id(),
                    catalog.journeys().stream()
                            .filter(j -> crosses(j.id(), d.id()))
                            .map(Journey::id)
                            .toList());
        }
    }

    private Set<String> closure(List<String> from) {
        Set<String> seen = new LinkedHashSet<>();
        Deque<String> next = new ArrayDeque<>(from);
        while (!next.isEmpty()) {
            String id = next.poll();
            if (seen.add(id)) {
                catalog.dependency(id).ifPresent(d -> next.addAll(d.needs()));
            }
        }
        return seen;
    }

    Catalog catalog() {
        return catalog;
    }

    /** All that the journey crosses, directly or through another. */
    Set<String> crossed(String journey) {
        return crossed.getOrDefault(journey, Set.of());
    }

    boolean crosses(String journey, String dependency) {
        return crossed(journey).contains(dependency);
    }

    /** Whether one of the two needs the other, directly or through others. */
    boolean related(String one, String other) {
        return needed.getOrDefault(one, Set.of()).contains(other)
                || needed.getOrDefault(other, Set.of()).contains(one);
    }

    /** The journeys that a signal of this journey or dependency speaks of, in their order of protection. */
    List<String> hit(@Nullable String journey, @Nullable String dependency) {
        if (journey != null) {
            return List.of(journey);
        }
        return dependency == null ? List.of() : crossedBy.getOrDefault(dependency, List.of());
    }

    Light light(@Nullable Light named, String journey, @Nullable String dependency, @Nullable String metric) {
        if (named != null) {
            return named;
        }
        List<Indicator> indicators =
                catalog.journey(journey).map(Journey::indicators).orElse(List.of());
        if (metric != null) {
            for (Indicator indicator : indicators) {
                if (indicator.metric().equals(metric)) {
                    return indicator.light();
                }
            }
        }
        Optional<Dependency> behind = dependency == null ? Optional.empty() : catalog.dependency(dependency);
        return behind.map(d -> light(d.kind()))
                .orElseGet(() -> indicators.isEmpty()
                        ? Light.COMPLETION
                        : indicators.get(0).light());
    }

    private static Light light(Dependency.Kind kind) {
        return switch (kind) {
            case IDENTITY -> Light.IDENTITY;
            case CCAAS, CARRIER -> Light.REACHABILITY;
            case CRM -> Light.CONTEXT;
            case AI, INTEGRATION, CLOUD -> Light.COMPLETION;
        };
    }

    /** The journey's indicator of this metric, where the catalog has it. */
    Optional<Indicator> indicator(@Nullable String journey, String metric) {
        return journey == null
                ? Optional.empty()
                : catalog.journey(journey).stream()
                        .flatMap(j -> j.indicators().stream())
                        .filter(i -> i.metric().equals(metric))
                        .findFirst();
    }

    /** Finds the signal's place in the catalog: by its own words, by its labels, by matchers, by a metric that one journey has. */
    Signal place(Signal signal) {
        if (signal.kind().equals(Signal.RAW)) {
            return signal;
        }
        Map<String, String> labels = signal.labels();
        String journey = journey(signal.journey());
        if (journey == null) {
            journey = journey(labels.get("journey"));
        }
        String dependency = dependency(signal.dependency());
        for (String label : List.of("dependency", "service")) {
            if (dependency == null) {
                dependency = dependency(labels.get(label));
            }
        }
        if (journey == null && dependency == null) {
            journey = journey(labels.get("service"));
        }
        if (dependency == null) {
            dependency = catalog.dependencies().stream()
                    .filter(d -> d.matchers().stream().anyMatch(m -> matches(m, labels)))
                    .map(Dependency::id)
                    .findFirst()
                    .orElse(null);
        }
        String metric = signal.metric();
        if (journey == null && dependency == null && metric != null) {
            List<String> having = catalog.journeys().stream()
                    .filter(j ->
                            j.indicators().stream().anyMatch(i -> i.metric().equals(metric)))
                    .map(Journey::id)
                    .toList();
            journey = having.size() == 1 ? having.get(0) : null;
        }
        String region = signal.region();
        if (region.isEmpty() && dependency != null) {
            region = catalog.dependency(dependency).map(Dependency::region).orElse("");
        }
        Scope scope = scope(region, signal.channel(), signal.segment());
        String reason = journey == null && dependency == null ? unplaceable(signal) : null;
        return signal.placed(
                journey == null && reason != null ? signal.journey() : journey,
                dependency == null && reason != null ? signal.dependency() : dependency,
                scope,
                reason);
    }

    /** One value each, as a scope; empty is 'not limited'. */
    static Scope scope(String region, String channel, String segment) {
        return new Scope(one(region), one(channel), one(segment));
    }

    private static List<String> one(String value) {
        return value.isEmpty() ? List.of() : List.of(value);
    }

    private static boolean matches(Map<String, String> matcher, Map<String, String> labels) {
        return !matcher.isEmpty()
                && matcher.entrySet().stream().allMatch(e -> e.getValue().equals(labels.get(e.getKey())));
    }

    private @Nullable String journey(@Nullable String id) {
        return id != null && catalog.journey(id).isPresent() ? id : null;
    }

    /** The id behind an id or alias; null where there is none. */
    @Nullable
    String dependency(@Nullable String name) {
        return name == null ? null : names.get(name);
    }

    private static String unplaceable(Signal signal) {
        String named = signal.journey() != null
                ? "The catalog has no journey '" + signal.journey() + "'"
                : signal.dependency() != null
                        ? "The catalog has no dependency '" + signal.dependency() + "'"
                        : "It names neither a journey nor a dependency";
        return named + ", and no matcher of the catalog fits its labels";
    }
}
