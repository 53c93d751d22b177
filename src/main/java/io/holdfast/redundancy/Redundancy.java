package io.holdfast.redundancy;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import io.holdfast.catalog.Journey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How things are doubled, and where that fails: the report on one catalog, as of one day.
 *
 * @param groups those that are each other's spare
 * @param judged all weaknesses with what the rules say of them, by kind
 */
public record Redundancy(Catalog catalog, LocalDate today, List<Group> groups, List<Judged> judged) {

    /** Those that are each other's spare, and what two or more of them hang on together. */
    public record Group(String id, List<Dependency> members, List<Domain> shared) {}

    /**
     * The report.
     *
     * @param today what ends is held against this day
     */
    public static Redundancy of(Catalog catalog, LocalDate today) {
        List<SharedFates.Group> groups = SharedFates.of(catalog);
        List<Finding> found = new ArrayList<>(new SinglePoints(catalog).findings());
        found.addAll(SharedFates.findings(groups));
        found.addAll(Gaps.findings(catalog, today));
        found.addAll(OwnGaps.findings(catalog));
        return new Redundancy(
                catalog,
                today,
                groups.stream()
                        .map(g -> new Group(
                                g.id(), g.members(), List.copyOf(g.shared().keySet())))
                        .toList(),
                found.stream()
                        .sorted(Comparator.comparing(Finding::kind))
                        .map(f -> Judged.of(f, catalog, today))
                        .toList());
    }

    /** Those of this level. */
    public List<Judged> at(Judged.Level level) {
        return judged.stream().filter(j -> j.level() == level).toList();
    }

    /** Those that count, let pass or not, by kind; kinds without any are left out. */
    public Map<Finding.Kind, List<Judged>> byKind() {
        Map<Finding.Kind, List<Judged>> all = new EnumMap<>(Finding.Kind.class);
        for (Finding.Kind kind : Finding.Kind.values()) {
            List<Judged> those = judged.stream()
                    .filter(j -> j.finding().kind() == kind && j.level() != Judged.Level.IGNORE)
                    .toList();
            if (!those.isEmpty()) {
                all.put(kind, those);
            }
        }
        return all;
    }

    /** What breaks this journey by itself, with nothing to stand in. */
    public List<Dependency> singlePoints(Journey journey) {
        return new SinglePoints(catalog).of(journey);
    }

    /** All that this journey crosses, directly or through another; what is direct comes first. */
    public List<Dependency> crossed(Journey journey) {
        return Survival.crossed(journey.dependencies(), catalog);
    }
}
