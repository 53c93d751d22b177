package io.holdfast.playbook;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Mode;
import io.holdfast.catalog.RedundancyRule;
import io.holdfast.redundancy.Finding;
import io.holdfast.redundancy.Judged;
import io.holdfast.redundancy.OwnUses;
import io.holdfast.redundancy.Redundancy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How things are doubled: what the catalog says of it, the house's rules, and what they refuse. */
final class RedundancyCheck {

    private static final List<String> LEVELS = List.of("refuse", "warn", "ignore");

    private final Catalog catalog;
    private final LocalDate today;
    private final List<Fault> faults;
    private final Set<String> dependencies;

    RedundancyCheck(Catalog catalog, Instant now, List<Fault> faults) {
        this.catalog = catalog;
        this.today = LocalDate.ofInstant(now, catalog.zone());
        this.faults = faults;
        dependencies = catalog.dependencies().stream().map(Dependency::id).collect(Collectors.toSet());
    }

    void check() {
        catalog.dependencies().forEach(this::dependency);
        groups();
        for (Journey journey : catalog.journeys()) {
            for (Mode mode : journey.modes()) {
                String at = "journeys[" + journey.id() + "].modes[" + mode.id() + "].needs";
                mode.needs().forEach(id -> known(id, dependencies, "dependency", "journeys", at));
            }
        }
        Set<String> seen = new HashSet<>();
        catalog.rules().forEach(rule -> rule(rule, seen));
        // Of a catalog that does not read nothing can be said.
        if (faults.stream().noneMatch(f -> f.path().startsWith(CatalogReader.FOLDER))) {
            Redundancy.of(catalog, today).at(Judged.Level.REFUSE).forEach(this::refused);
        }
    }

    private void dependency(Dependency dependency) {
        String at = "dependencies[" + dependency.id() + "].carries";
        dependency.carries().forEach(use -> known(use, OwnUses.ALL, "part of Holdfast", "dependencies", at));
    }

    private void groups() {
        Map<String, Long> members = catalog.dependencies().stream()
                .filter(d -> d.group() != null)
                .collect(Collectors.groupingBy(Dependency::group, Collectors.counting()));
        Set<String> others = members.entrySet().stream()
                .filter(e -> e.getValue() > 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        for (Dependency dependency : catalog.dependencies()) {
            String group = dependency.group();
            if (group != null && members.getOrDefault(group, 0L) == 1) {
                say(
                        "dependencies",
                        "dependencies[" + dependency.id() + "].group",
                        "It is alone in the group '" + group + "', and nobody is the spare of himself.",
                        Suggestion.of(group, others, "Give its spare the same group, or remove the line."));
            }
        }
    }

    private void rule(RedundancyRule rule, Set<String> seen) {
        if (rule.finding() == null) {
            return; // told already
        }
        String at = "rules[" + rule.finding() + "]";
        known(rule.finding(), Finding.Kind.ids(), "finding", "house", at + ".finding");
        known(rule.level(), LEVELS, "level", "house", at + ".level");
        if (!seen.add(rule.finding())) {
            say("house", at, "There are two rules for it.", "Make them one.");
        }
        if (rule.within() != null && !rule.finding().equals(Finding.Kind.REPLICATION.id())) {
            say("house", at + ".within", "Only 'replication' asks how old something is.", "Remove the line.");
        }
    }

    private void refused(Judged judged) {
        Finding finding = judged.finding();
        String ended = judged.ended() && judged.allowance() != null
                ? " It was let pass until " + judged.allowance().until() + "."
                : "";
        say(
                finding.file(),
                finding.place(),
                finding.what() + ended + " The rule '" + finding.kind().id() + "' of house.yaml refuses that.",
                finding.remedy() + " To let it pass for a while, write {about: " + finding.about()
                        + ", because: …, until: 2027-03-31} under 'except' of that rule.");
    }

    private void known(@Nullable String word, Collection<String> known, String kind, String file, String place) {
        if (word != null && !known.contains(word)) {
            String all = "Write one of: " + known.stream().sorted().collect(Collectors.joining(", ")) + ".";
            say(file, place, "'" + word + "' is no " + kind + ".", Suggestion.of(word, known, all));
        }
    }

    private void say(String file, String place, String what, String remedy) {
        faults.add(new Fault(CatalogReader.FOLDER + file + ".yaml", place, what, remedy));
    }
}
