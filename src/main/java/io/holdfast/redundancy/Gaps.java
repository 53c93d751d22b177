package io.holdfast.redundancy;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.RedundancyRule;
import io.holdfast.catalog.Replication;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What nobody thought of, wrote down or tried. */
final class Gaps {

    private static final Duration YEAR = Duration.ofDays(365);

    private final Catalog catalog;
    private final LocalDate today;
    private final List<Finding> found = new ArrayList<>();

    private Gaps(Catalog catalog, LocalDate today) {
        this.catalog = catalog;
        this.today = today;
    }

    static List<Finding> findings(Catalog catalog, LocalDate today) {
        Gaps gaps = new Gaps(catalog, today);
        catalog.journeys().forEach(gaps::journey);
        Set<Dependency> used = new LinkedHashSet<>();
        catalog.journeys().forEach(j -> used.addAll(Survival.crossed(j.dependencies(), catalog)));
        OwnUses own = new OwnUses(catalog);
        OwnUses.ALL.forEach(use -> used.addAll(own.over(use)));
        used.forEach(gaps::dependency);
        return gaps.found;
    }

    private void journey(Journey journey) {
        if (journey.modes().isEmpty()) {
            found.add(new Finding(
                    Finding.Kind.NO_MODE,
                    journey.id(),
                    null,
                    "journeys",
                    "journeys[" + journey.id() + "].modes",
                    "'" + journey.name() + "' has no fallback mode.",
                    "Agree on what stays, what is simpler and what is off while it is broken."));
        }
    }

    private void dependency(Dependency dependency) {
        if (dependency.matchers().isEmpty()) {
            say(
                    Finding.Kind.UNWATCHED,
                    dependency,
                    "matchers",
                    "No alert or measurement is known to speak of " + dependency.name() + ": it has no matcher.",
                    "Write the labels that its monitoring sends.");
        }
        if (dependency.isolate().isEmpty()
                && dependency.reroute().isEmpty()
                && dependency.replace().isEmpty()) {
            say(
                    Finding.Kind.NO_WAY_ROUND,
                    dependency,
                    "isolate",
                    "Nobody wrote how to isolate, reroute or replace " + dependency.name() + ".",
                    "Write the steps of at least one of 'isolate', 'reroute' and 'replace'.");
        }
        replication(dependency);
    }

    private void replication(Dependency dependency) {
        Replication replication = dependency.replication();
        if (replication == null) {
            if (dependency.redundancy().equals("data")) {
                say(
                        Finding.Kind.REPLICATION,
                        dependency,
                        "replication",
                        dependency.name() + " is doubled in its data, and nobody wrote how far back the copy may be.",
                        "Write 'replication: {rpo: PT5M, rto: PT4H, lag: PT30S, lastRestoreTest: 2026-09-14}'.");
            }
            return;
        }
        if (replication.lag() != null && replication.lag().compareTo(replication.rpo()) > 0) {
            say(
                    Finding.Kind.REPLICATION,
                    dependency,
                    "replication.lag",
                    "The copy of " + dependency.name() + " is " + Lengths.words(replication.lag()) + " behind, and "
                            + Lengths.words(replication.rpo()) + " may be lost.",
                    "Speed the copying up, or admit the longer loss.");
        }
        LocalDate tested = replication.lastRestoreTest();
        Duration within = within();
        if (tested == null || tested.plusDays(within.toDays()).isBefore(today)) {
            say(
                    Finding.Kind.REPLICATION,
                    dependency,
                    "replication.lastRestoreTest",
                    tested == null
                            ? "The copy of " + dependency.name() + " was never put to work."
                            : "The copy of " + dependency.name() + " was last put to work "
                                    + ChronoUnit.DAYS.between(tested, today) + " days ago, on " + tested + "; "
                                    + within.toDays() + " are allowed.",
                    "Restore it, and write the day.");
        }
    }

    private Duration within() {
        return catalog.rules().stream()
                .filter(rule -> rule.finding().equals(Finding.Kind.REPLICATION.id()) && rule.within() != null)
                .map(RedundancyRule::within)
                .findFirst()
                .orElse(YEAR);
    }

    private void say(Finding.Kind kind, Dependency dependency, String field, String what, String remedy) {
        String place = "dependencies[" + dependency.id() + "]." + field;
        found.add(new Finding(kind, dependency.id(), null, "dependencies", place, what, remedy));
    }
}
