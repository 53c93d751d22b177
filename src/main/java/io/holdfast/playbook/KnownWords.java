package io.holdfast.playbook;

import io.holdfast.catalog.Agent;
import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import io.holdfast.catalog.Indicator;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Mode;
import io.holdfast.catalog.Team;
import io.holdfast.catalog.Vendor;
import io.holdfast.incident.Severity;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The words that facts and outputs can be: from the catalog, or the house's own. */
final class KnownWords {

    /** What Holdfast measures of itself: no journey names it. */
    private static final Set<String> OWN_METRICS = Set.of("sms_delivered_share", "sms_round_trip_seconds");

    private final Catalog catalog;

    KnownWords(Catalog catalog) {
        this.catalog = catalog;
    }

    /** The modes of one journey. */
    Set<String> modesOf(String journey) {
        return catalog.journey(journey).stream()
                .flatMap(j -> j.modes().stream())
                .map(Mode::id)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What can be suspected by name: parts, and what several of them share; where one name is two things, the thing stands before it. */
    Set<String> suspects() {
        Set<String> all = new TreeSet<>();
        for (Dependency d : catalog.dependencies()) {
            all.add(d.id());
            shared(all, "vendor", d.vendor());
            shared(all, "region", d.region());
            shared(all, "platform", d.platform());
        }
        return all;
    }

    private static void shared(Set<String> all, String what, @Nullable String name) {
        if (name != null) {
            all.add(name);
            all.add(what + ":" + name);
        }
    }

    /** ISO 3166, and {@code ZZ} for numbers of no country. */
    static Set<String> countries() {
        Set<String> all = new TreeSet<>(Arrays.asList(Locale.getISOCountries()));
        all.addAll(Set.of("XK", "ZZ"));
        return all;
    }

    /** Ways by which people are told. */
    static Set<String> toldBy() {
        return Set.of("sms", "email", "voice", "slack");
    }

    Set<String> teams() {
        return ids(catalog.teams().stream().map(Team::id));
    }

    Set<String> vendors() {
        return ids(catalog.vendors().stream().map(Vendor::id));
    }

    static Set<String> levels() {
        return Set.copyOf(Agent.LEVELS);
    }

    static <T> Set<String> words(T[] all, Function<T, String> id) {
        return ids(Arrays.stream(all).map(id));
    }

    private static Set<String> ids(Stream<String> all) {
        return all.filter(Objects::nonNull).collect(Collectors.toCollection(TreeSet::new));
    }

    Set<String> journeys() {
        return ids(catalog.journeys().stream().map(Journey::id));
    }

    Set<String> dependencies() {
        return ids(catalog.dependencies().stream().map(Dependency::id));
    }

    Set<String> modes() {
        return ids(catalog.journeys().stream().flatMap(j -> j.modes().stream()).map(Mode::id));
    }

    Set<String> metrics() {
        Set<String> all = ids(catalog.journeys().stream()
                .flatMap(j -> j.indicators().stream())
                .map(Indicator::metric));
        // Without any, journeys.yaml could not be read, and what it lacks is no mistake here.
        if (!all.isEmpty()) {
            all.addAll(OWN_METRICS);
        }
        return all;
    }

    Set<String> agents() {
        return ids(catalog.agents().stream().map(Agent::id));
    }

    static Set<String> roles() {
        return Set.of("commander", "owner");
    }

    static Set<String> kinds() {
        return words(Dependency.Kind.values(), Dependency.Kind::id);
    }

    static Set<String> suspectKinds() {
        Set<String> all = new TreeSet<>(kinds());
        all.addAll(Set.of("vendor", "region", "platform", "change"));
        return all;
    }

    static Set<String> paths() {
        return Set.copyOf(CatalogCheck.PATHS);
    }

    static Set<String> kindsOfSignal() {
        return Set.of("alert", "measurement", "report", "notice", "change");
    }

    static Set<String> severities() {
        return words(Severity.values(), Severity::name);
    }

    static Set<String> waits() {
        return Set.of(
                "is-this-real",
                "take-command",
                "take-ownership",
                "confirm-diagnosis",
                "open-vendor-case",
                "mitigate",
                "stable",
                "ack-expires",
                "backlog",
                "all-clear",
                "approve-update",
                "approve-mode",
                "by-hand",
                "mode-verify",
                "write-review",
                "review-reminder",
                "agree-actions",
                "next-channel");
    }
}
