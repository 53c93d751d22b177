package io.holdfast.playbook;

import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Entry;
import io.holdfast.evidence.Evidence;
import io.holdfast.playbook.CompiledTables.Answer;
import io.holdfast.playbook.Playbook.FileEntry;
import io.holdfast.time.Ids;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

@Component
class DmnDecisions implements Decisions {

    // Asked for every measurement, with a handful of different facts; the others with new ones each time.
    private static final String CACHED = "thresholds";
    private static final int CACHE_SIZE = 20_000;
    private static final int LONGEST_TEXT = 380;

    private final Playbooks playbooks;
    private final CompiledTables tables;
    private final DecisionFacts stored;
    private final Evidence evidence;
    private final ObjectProvider<DecisionSeen> pages;
    private final Ids ids;
    private final Times times;
    private final Map<Question, Answer> cache = new ConcurrentHashMap<>();
    private final Map<Long, Vocabulary> vocabularies = new ConcurrentHashMap<>();

    private record Question(String hash, Map<String, ?> facts) {}

    private record Asked(Decision decision, FileEntry file, Map<String, @Nullable Object> inputs) {}

    DmnDecisions(
            Playbooks playbooks,
            CompiledTables tables,
            DecisionFacts stored,
            Evidence evidence,
            ObjectProvider<DecisionSeen> pages,
            Ids ids,
            Times times) {
        this.playbooks = playbooks;
        this.tables = tables;
        this.stored = stored;
        this.evidence = evidence;
        this.pages = pages;
        this.ids = ids;
        this.times = times;
    }

    @Override
    public Decision evaluate(long playbook, String table, Map<String, ?> facts) {
        return ask(playbook, table, facts).decision();
    }

    @Override
    public Decision again(long playbook, String table, String recorded, Map<String, ?> instead) {
        Vocabulary.Table known = vocabularies
                .computeIfAbsent(
                        playbook, n -> new Vocabulary(playbooks.number(n).catalog(), true))
                .tables()
                .get(table);
        Map<String, Vocabulary.Term> terms = known == null ? Map.of() : known.facts();
        Map<String, @Nullable Object> facts = RecordedFacts.read(recorded, terms);
        facts.putAll(instead);
        return ask(playbook, table, facts).decision();
    }

    @Override
    public Decision decide(World world, String incident, long playbook, String table, Map<String, ?> facts) {
        return decide(world, incident, playbook, table, facts, ids.id());
    }

    @Override
    public Decision decide(World world, String incident, long playbook, String table, Map<String, ?> facts, String id) {
        Asked asked = ask(playbook, table, facts);
        Decision decision = asked.decision();
        String hash = stored.store(world, incident, FeelValues.facts(facts));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", id);
        body.put("table", table);
        body.put("path", decision.path());
        body.put("version", decision.version());
        body.put("playbook", playbook);
        body.put("hash", asked.file().hash());
        body.put("facts", hash);
        body.put("inputs", DecisionFacts.known(asked.inputs()));
        body.put("outputs", decision.rows().stream().map(DecisionFacts::known).toList());
        body.put("rules", decision.rules());
        Actor by = decision.isEmpty()
                ? new Actor.Rule(decision.path(), decision.version(), null, playbook)
                : decision.rule();
        Instant now = times.in(world);
        String says = sentence(table, decision);
        evidence.record(new Entry(world, incident, now, "decision", says, by, body));
        DecisionSeen.Recorded recorded =
                new DecisionSeen.Recorded(id, world, incident, now, table, decision, hash, says);
        pages.forEach(page -> page.seen(recorded));
        return decision;
    }

    private Asked ask(long playbook, String table, Map<String, ?> facts) {
        Playbook version = playbooks.number(playbook);
        String path = PlaybookFiles.TABLES + table + ".dmn";
        FileEntry file = version.file(path)
                .orElseThrow(() -> new NoSuchElementException("Playbook " + playbook + " has no table " + path));
        Answer answer = table.equals(CACHED) ? cached(version, table, file, facts) : fresh(version, table, file, facts);
        return new Asked(
                new Decision(path, file.version(), playbook, answer.rows(), answer.rules()), file, answer.inputs());
    }

    private Answer cached(Playbook version, String table, FileEntry file, Map<String, ?> facts) {
        Question question = new Question(file.hash(), Collections.unmodifiableMap(new HashMap<>(facts)));
        Answer known = cache.get(question);
        if (known == null) {
            known = fresh(version, table, file, facts);
            if (cache.size() >= CACHE_SIZE) {
                cache.clear();
            }
            cache.put(question, known);
        }
        return known;
    }

    private Answer fresh(Playbook version, String table, FileEntry file, Map<String, ?> facts) {
        Map<String, @Nullable Object> in = FeelValues.facts(facts);
        byte[] bytes = version instanceof LoadedPlaybook loaded
                ? loaded.content().bytes(file.path())
                : version.bytes(file.path());
        return tables.ask(file.hash(), table.replace('-', '_'), bytes, in);
    }

    /** {@code Severity: SEV2, review. The identity provider is down}. */
    static String sentence(String table, Decision decision) {
        String name =
                Character.toUpperCase(table.charAt(0)) + table.substring(1).replace('-', ' ');
        if (decision.isEmpty()) {
            return name + ": no rule fits";
        }
        String all = decision.rows().stream()
                .map(DmnDecisions::words)
                .filter(words -> !words.isEmpty())
                .distinct()
                .collect(Collectors.joining("; "));
        String text = name + ": " + (all.isEmpty() ? "nothing" : all);
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
    }

    private static String words(Map<String, Object> row) {
        List<String> outputs = row.entrySet().stream()
                .filter(output ->
                        !output.getKey().equals("because") && !output.getKey().equals("label"))
                .map(output -> word(output.getKey(), output.getValue()))
                .filter(Objects::nonNull)
                .toList();
        String because = row.get("because") == null ? "" : row.get("because").toString();
        if (because.isEmpty() || outputs.isEmpty()) {
            return String.join(", ", outputs) + because;
        }
        // A reason is a sentence of its own: its first word may be a name, so it is never made small.
        int first = because.offsetByCodePoints(0, 1);
        return String.join(", ", outputs) + ". " + because.substring(0, first).toUpperCase(Locale.ROOT)
                + because.substring(first);
    }

    private static @Nullable String word(String output, Object value) {
        if (value instanceof Boolean yes) {
            return yes ? output : "not " + output;
        }
        return value instanceof Number ? output + " " + value : String.valueOf(value);
    }
}
