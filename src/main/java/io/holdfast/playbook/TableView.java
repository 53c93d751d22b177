package io.holdfast.playbook;

import io.holdfast.catalog.Catalog;
import io.holdfast.playbook.Vocabulary.Term;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Description;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.dmn.instance.Text;
import org.camunda.bpm.model.xml.ModelException;
import org.jspecify.annotations.Nullable;

/**
 * A decision table to read and to fill a form with.
 *
 * @param table {@code severity}
 * @param name what its author calls it
 * @param otherwise what follows where no rule fits, as a clause; null where an answer is needed
 * @param facts the names that its inputs may ask, sorted
 */
public record TableView(
        String path,
        String table,
        String name,
        String hitPolicy,
        String description,
        @Nullable String otherwise,
        List<String> facts,
        List<Column> inputs,
        List<Column> outputs,
        List<Row> rules) {

    /**
     * An input or output.
     *
     * @param key what {@link TableEdit} calls it
     * @param label for people
     * @param asks an input's expression, an output's name
     * @param kind of its fact; null where it asks no fact by name, or one that is not known
     * @param choices all that it can be where {@code closed}, else what the table names of it so far
     * @param required of an output: whether each rule must give it
     */
    public record Column(
            String key,
            String label,
            String asks,
            @Nullable FactKind kind,
            List<String> choices,
            boolean closed,
            boolean required) {}

    /**
     * A rule.
     *
     * @param written its description as the file has it, the sample at its end
     * @param inputs FEEL by column, {@code -} for any
     * @param outputs FEEL by column, empty where it says nothing
     */
    public record Row(String id, String written, List<String> inputs, List<String> outputs) {

        /** The description without its sample. */
        public String description() {
            return Sample.before(written);
        }

        /** Facts for which the rule must fire, as FEEL; empty where it has none. */
        public String sample() {
            return Objects.toString(Sample.in(written), "");
        }
    }

    /** A description with a sample at its end, as {@link TableEdit#description} takes it; without one where that is empty. */
    public static String described(String description, String sample) {
        return sample.isBlank() ? description.strip() : (description.strip() + " Sample: " + sample.strip()).strip();
    }

    /**
     * Reads a table.
     *
     * @param catalog whose names can be chosen
     * @throws IllegalArgumentException where the file is no decision table; the message says why
     */
    public static TableView of(String path, byte[] bytes, Catalog catalog) {
        return read(path, bytes, new Vocabulary(catalog, false).tables());
    }

    /** The same where nothing is chosen, only read. */
    static TableView plain(String path, byte[] bytes) {
        return read(path, bytes, Map.of());
    }

    private static TableView read(String path, byte[] bytes, Map<String, Vocabulary.Table> tables) {
        DmnModelInstance model = model(path, bytes);
        Decision decision = model.getModelElementsByType(Decision.class).stream()
                .filter(each -> each.getExpression() instanceof DecisionTable)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(path + ": It holds no decision table."));
        DecisionTable dmn = (DecisionTable) decision.getExpression();
        String table = nameOf(path);
        Optional<Vocabulary.Table> words = Optional.ofNullable(tables.get(table));
        List<Row> rules = new ArrayList<>();
        for (Rule rule : dmn.getRules()) {
            rules.add(row(rule, dmn.getInputs().size(), dmn.getOutputs().size()));
        }
        List<Column> inputs = new ArrayList<>();
        dmn.getInputs().forEach(input -> {
            int at = inputs.size();
            String asks = input.getInputExpression() == null
                    ? ""
                    : TableCheck.text(input.getInputExpression().getText());
            Term term = words.map(w -> w.facts().get(asks)).orElse(null);
            Set<String> named = new TreeSet<>();
            rules.forEach(
                    row -> named.addAll(CellChoice.of(row.inputs().get(at)).values()));
            String key = RuleSource.key("input", at, Objects.toString(input.getId(), ""));
            inputs.add(column(key, input.getLabel(), asks, term, named));
        });
        List<Column> outputs = new ArrayList<>();
        dmn.getOutputs().forEach(output -> {
            int at = outputs.size();
            String name = Objects.toString(output.getName(), "");
            Term term = words.map(w -> w.outputs().get(name)).orElse(null);
            Set<String> named = new TreeSet<>();
            rules.forEach(
                    row -> named.addAll(CellChoice.of(row.outputs().get(at)).values()));
            String key = RuleSource.key("output", at, Objects.toString(output.getId(), ""));
            outputs.add(column(key, output.getLabel(), name, term, named));
        });
        return new TableView(
                path,
                table,
                Objects.toString(decision.getName(), table),
                TableCheck.policy(dmn),
                words(decision.getDescription()),
                words.map(Vocabulary.Table::otherwise).orElse(null),
                words.map(w -> List.copyOf(new TreeSet<>(w.facts().keySet()))).orElse(List.of()),
                List.copyOf(inputs),
                List.copyOf(outputs),
                List.copyOf(rules));
    }

    /** The table's name by its file's, {@code severity} of {@code processes/decisions/severity.dmn}. */
    public static String nameOf(String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        return file.endsWith(".dmn") ? file.substring(0, file.length() - ".dmn".length()) : file;
    }

    private static DmnModelInstance model(String path, byte[] bytes) {
        List<Fault> faults = new ArrayList<>();
        if (Xml.read(path, bytes, faults) == null) {
            throw new IllegalArgumentException(faults.get(0).toString());
        }
        try {
            return Models.table(bytes);
        } catch (ModelException e) {
            throw new IllegalArgumentException(
                    Xml.refused(path, "It is no DMN", e).toString(), e);
        }
    }

    private static Column column(
            String key, @Nullable String label, String asks, @Nullable Term term, Collection<String> named) {
        Set<String> words = term == null ? null : term.words();
        boolean yesNo = term != null && term.kind() == FactKind.YES_NO;
        Collection<String> choices = yesNo ? List.of("true", "false") : words == null ? named : new TreeSet<>(words);
        return new Column(
                key,
                label == null || label.isBlank() ? asks : label,
                asks,
                term == null ? null : term.kind(),
                List.copyOf(new LinkedHashSet<>(choices)),
                yesNo || words != null,
                term != null && term.required());
    }

    private static Row row(Rule rule, int inputs, int outputs) {
        return new Row(
                Objects.toString(rule.getId(), ""),
                words(rule.getDescription()),
                cells(rule.getInputEntries().stream().map(InputEntry::getText), inputs, "-"),
                cells(rule.getOutputEntries().stream().map(OutputEntry::getText), outputs, ""));
    }

    // As many as there are columns, also where the file has fewer or more.
    private static List<String> cells(Stream<@Nullable Text> texts, int columns, String empty) {
        return Stream.concat(
                        texts.map(TableCheck::text).map(text -> text.isEmpty() ? empty : text),
                        Stream.generate(() -> empty))
                .limit(columns)
                .toList();
    }

    private static String words(@Nullable Description description) {
        return description == null || description.getTextContent() == null
                ? ""
                : description.getTextContent().strip();
    }
}
