package io.holdfast.redundancy;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Those that were bought as each other's spare, and what they hang on together. */
final class SharedFates {

    /**
     * Those of one group.
     *
     * @param shared what two or more of them hang on, and which
     */
    record Group(String id, List<Dependency> members, Map<Domain, List<Dependency>> shared) {}

    private SharedFates() {}

    static List<Group> of(Catalog catalog) {
        Map<String, List<Dependency>> groups = new LinkedHashMap<>();
        for (Dependency dependency : catalog.dependencies()) {
            if (dependency.group() != null) {
                groups.computeIfAbsent(dependency.group(), g -> new ArrayList<>())
                        .add(dependency);
            }
        }
        List<Group> all = new ArrayList<>();
        groups.forEach((id, members) -> {
            Map<Domain, List<Dependency>> shared = new LinkedHashMap<>();
            for (Dependency member : members) {
                hangsOn(member, catalog)
                        .forEach(domain -> shared.computeIfAbsent(domain, d -> new ArrayList<>())
                                .add(member));
            }
            shared.values().removeIf(those -> those.size() < 2);
            all.add(new Group(id, members, shared));
        });
        return all;
    }

    /** What takes this one with it: what is under it, what it needs without a spare, and what is under that. */
    private static Set<Domain> hangsOn(Dependency dependency, Catalog catalog) {
        Set<Domain> all = new LinkedHashSet<>(Domain.under(dependency, catalog));
        for (String needed : dependency.needs()) {
            catalog.dependency(needed).filter(d -> d.group() == null).ifPresent(d -> {
                all.add(Domain.of(d));
                all.addAll(hangsOn(d, catalog));
            });
        }
        return all;
    }

    static List<Finding> findings(List<Group> groups) {
        List<Finding> found = new ArrayList<>();
        for (Group group : groups) {
            group.shared().forEach((domain, those) -> {
                String all = those.size() == 2 ? "both" : "all of them";
                String names = Domain.and(those, Dependency::name);
                found.add(new Finding(
                        Finding.Kind.SHARED_FATE,
                        group.id(),
                        domain.id(),
                        "dependencies",
                        "dependencies[" + those.get(0).id() + "].group",
                        names + " are each other's spare ('" + group.id() + "'), and " + all + " hang on "
                                + domain.words() + ".",
                        "Take one of them off it: as long as it carries " + all + " they are no spares."));
            });
        }
        return found;
    }
}
