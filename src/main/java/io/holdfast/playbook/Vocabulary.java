package io.holdfast.playbook;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Light;
import io.holdfast.catalog.Verdict;
import io.holdfast.incident.Ending;
import io.holdfast.incident.Phase;
import io.holdfast.incident.Status;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The documented facts that each decision table may ask and the answers that it must give, with the words that can occur. What is
 * not written here is a mistake: FEEL would take it for nothing, silently.
 */
final class Vocabulary {

    /** Whole numbers from {@code least} to {@code most}; {@link Long#MAX_VALUE} for no end. */
    record Count(long least, long most) {}

    /** Lengths of time that an output can be, both ends included. */
    record Span(Duration least, Duration most) {}

    /**
     * A fact or an output.
     *
     * @param words all that it can be; null where that is open
     * @param required of an output: whether every rule must give it
     * @param sure of a fact: whether it is never null when the table is asked
     * @param count the whole numbers that it can be; null for any number, and for what is no number
     * @param span of an output: the lengths of time that it can be; null for what is none
     */
    record Term(
            String name,
            FactKind kind,
            @Nullable Set<String> words,
            boolean required,
            boolean sure,
            @Nullable Count count,
            @Nullable Span span) {}

    /**
     * @param hitPolicy {@code FIRST}, {@code RULE ORDER}
     * @param otherwise what follows where no rule fits, as a clause; null where whoever asks can't go on without an answer
     */
    record Table(
            String name,
            String hitPolicy,
            Map<String, Term> facts,
            Map<String, Term> outputs,
            @Nullable String otherwise) {

        /** Whether whoever asks gets what he expects under this policy: where one rule answers, it may be the first, the only or any. */
        boolean suits(String policy) {
            return policy.equals(hitPolicy)
                    || (hitPolicy.equals("FIRST") && (policy.equals("UNIQUE") || policy.equals("ANY")));
        }
    }

    /** Outputs that only tell why: two rules may say the same in other words. */
    static final Set<String> REASONS = Set.of("because", "label");

    /** Nothing is waited for longer: what is meant as minutes and written as days is a mistake. */
    private static final Duration LONGEST = Duration.ofDays(366);

    private final KnownWords known;
    private final boolean partly;
    private final Map<String, Table> tables = new LinkedHashMap<>();

    /**
     * @param partly whether some of the catalog could not be read, so that what it lacks is no mistake
     */
    Vocabulary(Catalog catalog, boolean partly) {
        this.known = new KnownWords(catalog);
        this.partly = partly;
        Map<String, Term> incident = incident(true);
        table(
                "thresholds",
                "FIRST",
                "nothing judges that indicator",
                Map.of(),
                List.of(
                        text("metric", known.metrics()),
                        text("journey", known.journeys()),
                        text("dependency", known.dependencies()),
                        text("region", null),
                        text("channel", null),
                        text("segment", null)),
                List.of(
                        must(text("direction", Set.of("below", "above"))),
                        number("strained"),
                        must(number("bad")),
                        number("good"),
                        must(lasting("badFor", Duration.ZERO)),
                        must(lasting("goodFor", Duration.ZERO)),
                        count("minCount", 0)));
        table(
                "triage",
                "FIRST",
                "it opens nothing",
                Map.of(),
                List.of(
                        texts("kinds", KnownWords.kindsOfSignal()),
                        text("senderSeverity", null),
                        texts("alerted", known.dependencies()),
                        sure(count("reports", 0)),
                        sure(count("sources", 0)),
                        sure(count("conditions", 0)),
                        sure(count("journeysHit", 0)),
                        sure(text("worst", KnownWords.words(Verdict.values(), Verdict::id))),
                        text("dependencyKind", KnownWords.kinds()),
                        count("protectionOrder", 1)),
                List.of(must(yesNo("opens")), must(yesNo("certain")), must(text("because", null))));
        table(
                "severity",
                "FIRST",
                null,
                incident,
                List.of(sure(count("reports", 0)), sure(count("signals", 0))),
                List.of(
                        must(text("severity", KnownWords.severities())),
                        must(text("label", null)),
                        must(text("because", null)),
                        yesNo("review")));
        table(
                "ownership",
                "FIRST",
                null,
                incident,
                List.of(sure(text("role", KnownWords.roles()))),
                List.of(must(text("team", known.teams())), must(text("because", null))));
        table(
                "fallback-rules",
                "RULE ORDER",
                "no mode is proposed",
                incident,
                List.of(
                        sure(text("light", KnownWords.words(Light.values(), Light::id))),
                        sure(text("verdict", KnownWords.words(Verdict.values(), Verdict::id)))),
                List.of(text("mode", known.modes()), text("because", null)));
        table(
                "guardrails",
                "FIRST",
                null,
                incident(false),
                List.of(
                        sure(text(
                                "action",
                                Set.of(
                                        "mode.switch",
                                        "mode.undo",
                                        "customer.update",
                                        "holding-text",
                                        "all-clear",
                                        "agent-guidance",
                                        "agent-level"))),
                        text("mode", known.modes()),
                        text("agent", known.agents()),
                        text("path", KnownWords.paths()),
                        sure(text("blastRadius", Set.of("segment", "channel", "region", "everywhere"))),
                        sure(count("actsLastHour", 0)),
                        sure(yesNo("firstWord")),
                        sure(yesNo("automation"))),
                List.of(
                        must(text("autonomy", Set.of("suggest", "approve", "act"))),
                        must(text("because", null)),
                        count("atMostPerHour", 0),
                        text("agentLevel", KnownWords.levels())));
        table(
                "update-cadence",
                "FIRST",
                null,
                incident,
                List.of(),
                List.of(must(lasting("every", Duration.ofMinutes(1))), yesNo("holding")));
        table(
                "contact-policy",
                "FIRST",
                null,
                incident,
                List.of(
                        sure(text("channel", null)),
                        text("country", null),
                        sure(text("kind", Set.of("first", "update", "holding", "final", "correction")))),
                List.of(must(yesNo("allowed")), must(text("because", null))));
        table(
                "waits",
                "FIRST",
                null,
                incident,
                List.of(sure(text("wait", KnownWords.waits())), text("role", null), sure(count("rung", 0))),
                List.of(must(lasting("wait", Duration.ofSeconds(1)))));
    }

    Map<String, Table> tables() {
        return tables;
    }

    /** Whether some of the catalog could not be read: what can't be may only be missing here. */
    boolean partly() {
        return partly;
    }

    /**
     * Names that a fact may be compared with where it can also be what no catalog knows, such as the id of a change: a rule that names
     * anything else is misspelt. Empty where any word may be meant.
     *
     * @param table that asks
     */
    Set<String> named(String fact, String table) {
        return switch (fact) {
            case "suspect" -> known.suspects();
            case "country" -> KnownWords.countries();
            case "channel" -> table.equals("contact-policy") ? KnownWords.toldBy() : Set.of();
            default -> Set.of();
        };
    }

    /** The modes of one journey. */
    Set<String> modesOf(String journey) {
        return known.modesOf(journey);
    }

    /**
     * What {@link IncidentFacts} gives.
     *
     * @param always whether the table is only asked of an incident: without one, some of it is not known
     */
    private Map<String, Term> incident(boolean always) {
        Map<String, Term> facts = new LinkedHashMap<>();
        Set<String> lights = KnownWords.words(Verdict.values(), Verdict::id);
        UnaryOperator<Term> then = always ? Vocabulary::sure : term -> term;
        Stream.of(
                        texts("journeys", known.journeys()),
                        text("journey", known.journeys()),
                        count("protectionOrder", 1),
                        sure(count("journeysHit", 0)),
                        sure(count("journeysBad", 0)),
                        sure(count("journeysStrained", 0)),
                        sure(count("journeysAll", 0)),
                        then.apply(text("reachability", lights)),
                        then.apply(text("identity", lights)),
                        then.apply(text("context", lights)),
                        then.apply(text("completion", lights)),
                        texts("regions", null),
                        sure(count("regionsHit", 0)),
                        texts("channels", null),
                        texts("segments", null),
                        text("suspect", null),
                        text("suspectKind", KnownWords.suspectKinds()),
                        text("suspectVendor", known.vendors()),
                        text("suspectTeam", known.teams()),
                        text("suspectPath", KnownWords.paths()),
                        texts("alerted", known.dependencies()),
                        text("senderSeverity", null),
                        texts("kinds", KnownWords.kindsOfSignal()),
                        sure(yesNo("manual")),
                        sure(yesNo("drill")),
                        sure(yesNo("certain")),
                        then.apply(text("severity", KnownWords.severities())),
                        then.apply(text("status", KnownWords.words(Status.values(), Status::id))),
                        then.apply(text("phase", KnownWords.words(Phase.values(), Phase::id))),
                        text("ending", KnownWords.words(Ending.values(), Ending::id)),
                        then.apply(duration("sinceOnset")),
                        sure(hours()),
                        sure(text(
                                "weekday",
                                Set.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))))
                .forEach(term -> facts.put(term.name(), term));
        return facts;
    }

    private void table(
            String name,
            String hitPolicy,
            @Nullable String otherwise,
            Map<String, Term> shared,
            List<Term> own,
            List<Term> outputs) {
        Map<String, Term> facts = new LinkedHashMap<>(shared);
        own.forEach(term -> facts.put(term.name(), term));
        Map<String, Term> answers = new LinkedHashMap<>();
        outputs.forEach(term -> answers.put(term.name(), term));
        tables.put(name, new Table(name, hitPolicy, facts, answers, otherwise));
    }

    private Term text(String name, @Nullable Set<String> words) {
        return new Term(name, FactKind.TEXT, told(words), false, false, null, null);
    }

    private Term texts(String name, @Nullable Set<String> words) {
        return new Term(name, FactKind.TEXTS, told(words), false, false, null, null);
    }

    private @Nullable Set<String> told(@Nullable Set<String> words) {
        return partly && words != null && words.isEmpty() ? null : words;
    }

    private static Term number(String name) {
        return new Term(name, FactKind.NUMBER, null, false, false, null, null);
    }

    private static Term yesNo(String name) {
        return new Term(name, FactKind.YES_NO, null, false, false, null, null);
    }

    private static Term duration(String name) {
        return new Term(name, FactKind.DURATION, null, false, false, null, null);
    }

    /** An output: a length of time of {@code least} or longer, at most {@link #LONGEST}. */
    private static Term lasting(String name, Duration least) {
        return new Term(name, FactKind.DURATION, null, false, false, null, new Span(least, LONGEST));
    }

    /** A whole number from {@code least} on. */
    private static Term count(String name, long least) {
        return new Term(name, FactKind.NUMBER, null, false, false, new Count(least, Long.MAX_VALUE), null);
    }

    private static Term hours() {
        return new Term("hour", FactKind.NUMBER, null, false, false, new Count(0, 23), null);
    }

    private static Term must(Term term) {
        return new Term(term.name(), term.kind(), term.words(), true, term.sure(), term.count(), term.span());
    }

    private static Term sure(Term term) {
        return new Term(term.name(), term.kind(), term.words(), term.required(), true, term.count(), term.span());
    }
}
