package io.holdfast.diagnose;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import io.holdfast.catalog.Journey;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The dependency graph, read once: which journeys cross a dependency, directly or through another. */
final class Crossings {
    private final Map<String, Set<String>> journeysOf = new LinkedHashMap<>();
    private final Map<String, Set<String>> needs = new LinkedHashMap<>();
    private final Map<String, Integer> direct = new LinkedHashMap<>();

    Crossings(Catalog catalog) {
        for (Dependency d : catalog.dependencies()) {
            journeysOf.put(d.id(), new LinkedHashSet<>());
            needs.put(d.id(), reach(catalog, d.needs()));
        }
        for (Journey journey : catalog.journeys()) {
            for (String id : reach(catalog, journey.dependencies())) {
                journeysOf.computeIfAbsent(id, k -> new LinkedHashSet<>()).add(journey.id());
            }
            for (String id : journey.dependencies()) {
                direct.merge(id, 1, Integer::sum);
            }
        }
    }

    private static Set<String> reach(Catalog catalog, Collection<String> from) {
        Set<String> seen = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            String id = open.removeFirst();
            if (seen.add(id)) {
                catalog.dependency(id).ifPresent(d -> open.addAll(d.needs()));
            }
        }
        return seen;
    }

    /** Journeys that cross any of these. */
    Set<String> journeys(Collection<String> dependencies) {
        Set<String> all = new LinkedHashSet<>();
        dependencies.forEach(d -> all.addAll(journeysOf.getOrDefault(d, Set.of())));
        return all;
    }

    /** Whether {@code dependency} needs {@code other}, directly or through another. */
    boolean needs(String dependency, String other) {
        return !dependency.equals(other)
                && needs.getOrDefault(dependency, Set.of()).contains(other);
    }

    /** How many journeys name it themselves. */
    int direct(String dependency) {
        return direct.getOrDefault(dependency, 0);
    }
}
