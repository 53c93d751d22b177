package io.holdfast.redundancy;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Mode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What breaks a journey by itself. */
final class SinglePoints {

    /** Patterns that go on by themselves when a part fails; a copy of the data or a wall round a cell does not. */
    private static final Set<String> STANDS_IN = Set.of("geo", "active-active", "active-passive", "network");

    private final Catalog catalog;
    private final Map<Dependency, List<Journey>> broken = new LinkedHashMap<>();

    SinglePoints(Catalog catalog) {
        this.catalog = catalog;
        for (Dependency dependency : catalog.dependencies()) {
            Survival survival = Survival.without(Domain.of(dependency), catalog);
            List<Journey> journeys = catalog.journeys().stream()
                    .filter(journey -> !survival.works(journey))
                    .toList();
            if (!journeys.isEmpty()) {
                broken.put(dependency, journeys);
            }
        }
    }

    /** Those that break this journey with nothing to stand in. */
    List<Dependency> of(Journey journey) {
        return broken.keySet().stream()
                .filter(d -> broken.getOrDefault(d, List.of()).contains(journey) && !standsIn(d))
                .toList();
    }

    private static boolean standsIn(Dependency dependency) {
        return STANDS_IN.contains(dependency.redundancy());
    }

    List<Finding> findings() {
        List<Finding> found = new ArrayList<>();
        broken.forEach((dependency, journeys) -> {
            if (!standsIn(dependency)) {
                found.add(new Finding(
                        Finding.Kind.SINGLE_POINT,
                        dependency.id(),
                        null,
                        "dependencies",
                        "dependencies[" + dependency.id() + "].redundancy",
                        "Without " + dependency.name() + " nobody can use " + quoted(journeys) + ", and "
                                + why(dependency) + ".",
                        "Double it, or give it a spare of the same 'group'."));
            }
            Survival survival = Survival.without(Domain.of(dependency), catalog);
            for (Journey journey : journeys) {
                if (!journey.modes().isEmpty() && journey.modes().stream().noneMatch(m -> survival.works(m.needs()))) {
                    found.add(noWayOut(dependency, journey));
                }
            }
        });
        return found;
    }

    private static String why(Dependency dependency) {
        return switch (dependency.redundancy()) {
            case "data" -> "its data has a copy, its service has no spare";
            case "isolation" -> "its cell is walled off, and has no spare";
            default -> "nothing stands in for it";
        };
    }

    private static Finding noWayOut(Dependency dependency, Journey journey) {
        return new Finding(
                Finding.Kind.NO_WAY_OUT,
                journey.id(),
                dependency.id(),
                "journeys",
                "journeys[" + journey.id() + "].modes",
                "Without " + dependency.name() + " nobody can use '" + journey.name() + "', and "
                        + (journey.modes().size() == 1 ? "its only mode needs" : "all its modes need") + " it too: "
                        + Domain.and(journey.modes(), Mode::name) + ".",
                "Agree on a mode that does without it.");
    }

    private static String quoted(List<Journey> journeys) {
        return Domain.and(journeys, journey -> "'" + journey.name() + "'");
    }
}
