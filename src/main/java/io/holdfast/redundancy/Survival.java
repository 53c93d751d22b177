package io.holdfast.redundancy;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import io.holdfast.catalog.Journey;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What still works when some things do not. Whoever needs something is lost with it, but of what he needs, one of a group is enough.
 */
final class Survival {

    private final Map<String, Dependency> known;
    private final Set<String> lost = new LinkedHashSet<>();

    private Survival(Map<String, Dependency> known) {
        this.known = known;
    }

    static Survival without(Collection<Domain> gone, Catalog catalog) {
        Map<String, Dependency> known = new LinkedHashMap<>();
        catalog.dependencies().forEach(d -> known.put(d.id(), d));
        Survival survival = new Survival(known);
        for (Dependency dependency : catalog.dependencies()) {
            if (gone.stream().anyMatch(domain -> takes(domain, dependency))) {
                survival.lost.add(dependency.id());
            }
        }
        survival.spread();
        return survival;
    }

    static Survival without(Domain gone, Catalog catalog) {
        return without(List.of(gone), catalog);
    }

    // What runs in several regions does not go with one of them.
    private static boolean takes(Domain gone, Dependency dependency) {
        return gone.holds(dependency)
                && !(gone.kind() == Domain.Kind.REGION
                        && dependency.redundancy().equals("geo"));
    }

    private void spread() {
        boolean more = true;
        while (more) {
            more = false;
            for (Dependency dependency : known.values()) {
                if (!lost.contains(dependency.id()) && !works(dependency.needs())) {
                    lost.add(dependency.id());
                    more = true;
                }
            }
        }
    }

    /** Whether all of these that have no spare work, and of each group at least one. */
    boolean works(Collection<String> ids) {
        Map<String, Boolean> groups = new HashMap<>();
        for (String id : ids) {
            Dependency dependency = known.get(id);
            String group = dependency == null ? null : dependency.group();
            if (group != null) {
                groups.merge(group, !lost.contains(id), Boolean::logicalOr);
            } else if (lost.contains(id)) {
                return false;
            }
        }
        return !groups.containsValue(false);
    }

    boolean works(Journey journey) {
        return works(journey.dependencies());
    }

    boolean lost(String dependency) {
        return lost.contains(dependency);
    }

    List<Dependency> lost() {
        return lost.stream().map(known::get).toList();
    }

    /** Whether something that these cross is lost, whether or not a spare stands in. */
    boolean touched(Collection<String> ids) {
        return crossed(ids, known).stream().anyMatch(d -> lost.contains(d.id()));
    }

    /** All that these cross, directly or through another; what is direct comes first. */
    static List<Dependency> crossed(Collection<String> ids, Catalog catalog) {
        Map<String, Dependency> known = new HashMap<>();
        catalog.dependencies().forEach(d -> known.put(d.id(), d));
        return crossed(ids, known);
    }

    private static List<Dependency> crossed(Collection<String> ids, Map<String, Dependency> known) {
        Set<Dependency> crossed = new LinkedHashSet<>();
        Deque<String> ahead = new ArrayDeque<>(ids);
        while (!ahead.isEmpty()) {
            Dependency next = known.get(ahead.removeFirst());
            if (next != null && crossed.add(next)) {
                ahead.addAll(next.needs());
            }
        }
        return List.copyOf(crossed);
    }
}
