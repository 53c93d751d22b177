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
    // A thousand past incidents asked the same few things: each is evaluated once, since the engine reads every cell
    // anew each time.
    private static final int AGAIN_SIZE = 5_000;
    private static final int LONGEST_TEXT = 380;

    private final Playbooks playbooks;
    private final CompiledTables tables;
    private final DecisionFacts stored;
    private final Evidence evidence;
    private final ObjectProvider<DecisionSeen> pages;
    private final Ids ids;
    private final Times times;
    private final Map<Question, Answer> cache = new ConcurrentHashMap<>();
    private final Map<Question, Answer> askedAgain = new ConcurrentHashMap<>();
    private final NamedFacts named = new NamedFacts();
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
        Playbook version = playbooks.number(playbook);
        FileEntry file = file(version, playbook, table);
        Map<String, @Nullable Object> asked = named.of(file.hash(), bytes(version, file), facts);
        Answer answer = kept(askedAgain, AGAIN_SIZE, version, table, file, asked);
        return new Decision(file.path(), file.version(), playbook, answer.rows(), answer.rules());
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
        FileEntry file = file(version, playbook, table);
        Answer answer = table.equals(CACHED)
                ? kept(cache, CACHE_SIZE, version, table, file, facts)
                : fresh(version, table, file, facts);
        return new Asked(
                new Decision(file.path(), file.version(), playbook, answer.rows(), answer.rules()),
                file,
                answer.inputs());
    }

    private static FileEntry file(Playbook version, long playbook, String table) {
        String path = PlaybookFiles.TABLES + table + ".dmn";
        return version.file(path)
                .orElseThrow(() -> new NoSuchElementException("Playbook " + playbook + " has no table " + path));
    }

    private Answer kept(
            Map<Question, Answer> all, int most, Playbook version, String table, FileEntry file, Map<String, ?> facts) {
        Question question = new Question(file.hash(), Collections.unmodifiableMap(new HashMap<>(facts)));
        Answer known = all.get(question);
        if (known == null) {
            known = fresh(version, table, file, facts);
            if (all.size() >= most) {
                all.clear();
            }
            all.put(question, known);
        }
        return known;
    }

    private Answer fresh(Playbook version, String table, FileEntry file, Map<String, ?> facts) {
        return tables.ask(file.hash(), table.replace('-', '_'), bytes(version, file), FeelValues.facts(facts));
    }

    private static byte[] bytes(Playbook version, FileEntry file) {
        return version instanceof LoadedPlaybook loaded
                ? loaded.content().bytes(file.path())
                : version.bytes(file.path());
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
