package io.holdfast.playbook;

import io.holdfast.catalog.Dependency;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Dependencies that need each other in a circle: no ranking could say which of them is the cause. */
final class DependencyCycles {

    private final Map<String, List<String>> needs = new HashMap<>();
    private final Set<String> done = new HashSet<>();

    DependencyCycles(List<Dependency> dependencies) {
        for (Dependency dependency : dependencies) {
            if (dependency.id() != null) {
                needs.put(dependency.id(), dependency.needs());
            }
        }
    }

    void told(String path, List<Fault> faults) {
        needs.keySet().stream().sorted().forEach(id -> walk(id, new ArrayList<>(), path, faults));
    }

    private void walk(String id, List<String> way, String path, List<Fault> faults) {
        int before = way.indexOf(id);
        if (before >= 0) {
            List<String> circle = new ArrayList<>(way.subList(before, way.size()));
            circle.add(id);
            faults.add(new Fault(
                    path,
                    "dependencies[" + id + "].needs",
                    "They need each other in a circle: " + String.join(" → ", circle) + ".",
                    "Remove one of these needs."));
            return;
        }
        if (!done.add(id)) {
            return;
        }
        way.add(id);
        for (String needed : needs.getOrDefault(id, List.of())) {
            walk(needed, way, path, faults);
        }
        way.remove(way.size() - 1);
    }
}
