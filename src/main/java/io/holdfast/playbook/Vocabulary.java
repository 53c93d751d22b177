package io.holdfast.playbook;

import io.holdfast.catalog.Agent;
import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import io.holdfast.catalog.Indicator;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Light;
import io.holdfast.catalog.Mode;
import io.holdfast.catalog.Team;
import io.holdfast.catalog.Vendor;
import io.holdfast.catalog.Verdict;
import io.holdfast.incident.Ending;
import io.holdfast.incident.Phase;
import io.holdfast.incident.Severity;
import io.holdfast.incident.Status;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The documented facts that each decision table may ask and the answers that it must give, with the words that can occur. What is
 * not written here is a mistake: FEEL would take it for nothing, silently.
 */
final class Vocabulary {

    enum Kind {
        TEXT("a text", "\"…\""),
        NUMBER("a number", "3"),
        YES_NO("true or false", "true"),
        DURATION("a length of time", "duration(\"PT5M\")"),
        TEXTS("a list of texts", "[\"…\"]");

        final String inWords;
        final String example;

        Kind(String inWords, String example) {
            this.inWords = inWords;
            this.example = example;
        }
    }

    /**
     * A fact or an output.
     *
     * @param words all that it can be; null where that is open
     * @param required of an output: whether every rule must give it
     */
    record Term(String name, Kind kind, @Nullable Set<String> words, boolean required) {}

    /**
     * @param hitPolicy {@code FIRST}, {@code RULE ORDER}
     */
    record Table(String name, String hitPolicy, Map<String, Term> facts, Map<String, Term> outputs) {}

    /** What Holdfast measures of itself: no journey names it. */
    private static final Set<String> OWN_METRICS = Set.of("sms_delivered_share", "sms_round_trip_seconds");

    private final Catalog catalog;
    private final boolean partly;
    private final Map<String, Table> tables = new LinkedHashMap<>();

    /**
     * @param partly whether some of the catalog could not be read, so that what it lacks is no mistake
     */
    Vocabulary(Catalog catalog, boolean partly) {
        this.catalog = catalog;
        this.partly = partly;
        Map<String, Term> incident = incident();
        table(
                "thresholds",
                "FIRST",
                Map.of(),
                List.of(
                        text("metric", metrics()),
                        text("journey", journeys()),
                        text("dependency", dependencies()),
                        text("region", null),
                        text("channel", null),
                        text("segment", null)),
                List.of(
                        must(text("direction", Set.of("below", "above"))),
                        number("strained"),
                        must(number("bad")),
                        number("good"),
                        must(duration("badFor")),
                        must(duration("goodFor")),
                        number("minCount")));
        table(
                "triage",
                "FIRST",
                Map.of(),
                List.of(
                        texts("kinds", kindsOfSignal()),
                        text("senderSeverity", null),
                        texts("alerted", dependencies()),
                        number("reports"),
                        number("sources"),
                        number("conditions"),
                        number("journeysHit"),
                        text("worst", words(Verdict.values(), Verdict::id)),
                        text("dependencyKind", kinds()),
                        number("protectionOrder")),
                List.of(must(yesNo("opens")), must(yesNo("certain")), must(text("because", null))));
        table(
                "severity",
                "FIRST",
                incident,
                List.of(number("reports"), number("signals")),
                List.of(
                        must(text("severity", severities())),
                        must(text("label", null)),
                        must(text("because", null)),
                        yesNo("review")));
        table(
                "ownership",
                "FIRST",
                incident,
                List.of(text("role", roles())),
                List.of(must(text("team", ids(catalog.teams().stream().map(Team::id)))), must(text("because", null))));
        table(
                "fallback-rules",
                "RULE ORDER",
                incident,
                List.of(
                        text("light", words(Light.values(), Light::id)),
                        text("verdict", words(Verdict.values(), Verdict::id))),
                List.of(text("mode", modes()), text("because", null)));
        table(
                "guardrails",
                "FIRST",
                incident,
                List.of(
                        text(
                                "action",
                                Set.of(
                                        "mode.switch",
                                        "mode.undo",
                                        "customer.update",
                                        "holding-text",
                                        "all-clear",
                                        "agent-guidance",
                                        "agent-level")),
                        text("mode", modes()),
                        text("agent", agents()),
                        text("path", paths()),
                        text("blastRadius", Set.of("segment", "channel", "region", "everywhere")),
                        number("actsLastHour"),
                        yesNo("firstWord"),
                        yesNo("automation")),
                List.of(
                        must(text("autonomy", Set.of("suggest", "approve", "act"))),
                        must(text("because", null)),
                        number("atMostPerHour"),
                        text("agentLevel", Set.copyOf(Agent.LEVELS))));
        table("update-cadence", "FIRST", incident, List.of(), List.of(must(duration("every")), yesNo("holding")));
        table(
                "contact-policy",
                "FIRST",
                incident,
                List.of(
                        text("channel", null),
                        text("country", null),
                        text("kind", Set.of("first", "update", "holding", "final", "correction"))),
                List.of(must(yesNo("allowed")), must(text("because", null))));
        table(
                "waits",
                "FIRST",
                incident,
                List.of(text("wait", waits()), text("role", null), number("rung")),
                List.of(must(duration("wait"))));
    }

    Map<String, Table> tables() {
        return tables;
    }

    /** The modes of one journey. */
    Set<String> modesOf(String journey) {
        return catalog.journey(journey).stream()
                .flatMap(j -> j.modes().stream())
                .map(Mode::id)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Map<String, Term> incident() {
        Map<String, Term> facts = new LinkedHashMap<>();
        Set<String> lights = words(Verdict.values(), Verdict::id);
        Stream.of(
                        texts("journeys", journeys()),
                        text("journey", journeys()),
                        number("protectionOrder"),
                        number("journeysHit"),
                        number("journeysBad"),
                        number("journeysStrained"),
                        number("journeysAll"),
                        text("reachability", lights),
                        text("identity", lights),
                        text("context", lights),
                        text("completion", lights),
                        texts("regions", null),
                        number("regionsHit"),
                        texts("channels", null),
                        texts("segments", null),
                        text("suspect", null),
                        text("suspectKind", suspectKinds()),
                        text("suspectVendor", ids(catalog.vendors().stream().map(Vendor::id))),
                        text("suspectTeam", ids(catalog.teams().stream().map(Team::id))),
                        text("suspectPath", paths()),
                        texts("alerted", dependencies()),
                        text("senderSeverity", null),
                        texts("kinds", kindsOfSignal()),
                        yesNo("manual"),
                        yesNo("drill"),
                        yesNo("certain"),
                        text("severity", severities()),
                        text("status", words(Status.values(), Status::id)),
                        text("phase", words(Phase.values(), Phase::id)),
                        text("ending", words(Ending.values(), Ending::id)),
                        duration("sinceOnset"),
                        number("hour"),
                        text(
                                "weekday",
                                Set.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")))
                .forEach(term -> facts.put(term.name(), term));
        return facts;
    }

    private void table(String name, String hitPolicy, Map<String, Term> shared, List<Term> own, List<Term> outputs) {
        Map<String, Term> facts = new LinkedHashMap<>(shared);
        own.forEach(term -> facts.put(term.name(), term));
        Map<String, Term> answers = new LinkedHashMap<>();
        outputs.forEach(term -> answers.put(term.name(), term));
        tables.put(name, new Table(name, hitPolicy, facts, answers));
    }

    private Term text(String name, @Nullable Set<String> words) {
        return new Term(name, Kind.TEXT, told(words), false);
    }

    private Term texts(String name, @Nullable Set<String> words) {
        return new Term(name, Kind.TEXTS, told(words), false);
    }

    private @Nullable Set<String> told(@Nullable Set<String> words) {
        return partly && words != null && words.isEmpty() ? null : words;
    }

    private static Term number(String name) {
        return new Term(name, Kind.NUMBER, null, false);
    }

    private static Term yesNo(String name) {
        return new Term(name, Kind.YES_NO, null, false);
    }

    private static Term duration(String name) {
        return new Term(name, Kind.DURATION, null, false);
    }

    private static Term must(Term term) {
        return new Term(term.name(), term.kind(), term.words(), true);
    }

    private static <T> Set<String> words(T[] all, java.util.function.Function<T, String> id) {
        return ids(Arrays.stream(all).map(id));
    }

    private static Set<String> ids(Stream<String> all) {
        return all.filter(Objects::nonNull).collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> journeys() {
        return ids(catalog.journeys().stream().map(Journey::id));
    }

    private Set<String> dependencies() {
        return ids(catalog.dependencies().stream().map(Dependency::id));
    }

    private Set<String> modes() {
        return ids(catalog.journeys().stream().flatMap(j -> j.modes().stream()).map(Mode::id));
    }

    private Set<String> metrics() {
        Set<String> all = ids(catalog.journeys().stream()
                .flatMap(j -> j.indicators().stream())
                .map(Indicator::metric));
        // Without any, journeys.yaml could not be read, and what it lacks is no mistake here.
        if (!all.isEmpty()) {
            all.addAll(OWN_METRICS);
        }
        return all;
    }

    private Set<String> agents() {
        return ids(catalog.agents().stream().map(Agent::id));
    }

    private static Set<String> roles() {
        return Set.of("commander", "owner");
    }

    private static Set<String> kinds() {
        return words(Dependency.Kind.values(), Dependency.Kind::id);
    }

    private static Set<String> suspectKinds() {
        Set<String> all = new TreeSet<>(kinds());
        all.addAll(Set.of("vendor", "region", "platform", "change"));
        return all;
    }

    private static Set<String> paths() {
        return Set.copyOf(CatalogCheck.PATHS);
    }

    private static Set<String> kindsOfSignal() {
        return Set.of("alert", "measurement", "report", "notice", "change");
    }

    private static Set<String> severities() {
        return words(Severity.values(), Severity::name);
    }

    private static Set<String> waits() {
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
