package io.holdfast.playbook;

import io.holdfast.playbook.Vocabulary.Term;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.jspecify.annotations.Nullable;

/** A decision table as the analysis sees it: each fact that it asks as an axis, each rule as a box. */
final class TableShape {

    /**
     * An input column.
     *
     * @param asks its expression; null where that is no FEEL
     * @param fact the fact that it asks by name; null where it asks something else
     * @param axis the fact's place among the axes; -1 where it has none
     */
    record Column(
            String name, @Nullable Feel asks, @Nullable Term fact, int axis) {}

    /**
     * A cell in which something stands.
     *
     * @param exact null where it is not of the kind that can be analysed
     */
    record Cell(
            Column column, String text, Feel feel, @Nullable ExactCell exact) {}

    /**
     * @param name its id, or {@code number 3}
     * @param cells those in which something stands; none where a fault was told of it
     * @param outputs by name, as FEEL
     * @param faulty whether a fault was told of it, so that nothing more is said
     * @param box what it fits, by the cells that can be analysed; everything where it is faulty
     */
    record Line(
            String name,
            @Nullable String description,
            List<Cell> cells,
            Map<String, String> outputs,
            boolean faulty,
            Box box) {

        String place() {
            return "rule " + name;
        }

        /** Whether its box is just what it fits. */
        boolean exact() {
            return !faulty && cells.stream().allMatch(cell -> cell.exact() != null);
        }

        /** The cells that can't be analysed. */
        List<Cell> odd() {
            return cells.stream().filter(cell -> cell.exact() == null).toList();
        }

        boolean fitsAll() {
            return !faulty && cells.isEmpty();
        }
    }

    private final Vocabulary.Table table;
    private final Predicate<String> faulty;
    private final List<Column> columns = new ArrayList<>();
    private final List<Term> facts = new ArrayList<>();
    private final List<Axis> axes = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();

    /**
     * @param faulty whether a fault was told of that place, {@code rule r3}, {@code input 'journey'}
     */
    TableShape(DecisionTable dmn, Vocabulary.Table table, Predicate<String> faulty) {
        this.table = table;
        this.faulty = faulty;
        dmn.getInputs().forEach(input -> columns.add(column(input)));
        List<Line> raw = new ArrayList<>();
        for (Rule rule : dmn.getRules()) {
            raw.add(line(dmn, rule, raw.size() + 1));
        }
        facts.forEach(fact -> axes.add(Axis.of(fact, constants(fact, raw))));
        Box everything = Box.everything(axes);
        raw.forEach(line -> lines.add(boxed(line, everything)));
    }

    List<Axis> axes() {
        return axes;
    }

    List<Line> lines() {
        return lines;
    }

    List<Column> columns() {
        return columns;
    }

    private Column column(Input input) {
        String text = TableCheck.text(
                input.getInputExpression() == null
                        ? null
                        : input.getInputExpression().getText());
        Feel asks = text.isEmpty() ? null : Feel.expression(text, wrong -> {});
        Term fact = asks != null && asks.isName() ? table.facts().get(text) : null;
        if (fact == null || fact.kind() == FactKind.TEXTS) {
            return new Column(text, asks, fact, -1);
        }
        if (!facts.contains(fact)) {
            facts.add(fact);
        }
        return new Column(text, asks, fact, facts.indexOf(fact));
    }

    private Line line(DecisionTable dmn, Rule rule, int number) {
        String name = TableCheck.name(rule, number);
        List<String> inputs = rule.getInputEntries().stream()
                .map(entry -> TableCheck.text(entry.getText()))
                .toList();
        Map<String, String> outputs = new LinkedHashMap<>();
        var given = rule.getOutputEntries().iterator();
        dmn.getOutputs().forEach(output -> {
            if (given.hasNext()) {
                outputs.put(
                        String.valueOf(output.getName()),
                        TableCheck.text(given.next().getText()));
            }
        });
        String description =
                rule.getDescription() == null ? null : rule.getDescription().getTextContent();
        List<Cell> cells = new ArrayList<>();
        boolean wrong = faulty.test("rule " + name) || inputs.size() != columns.size();
        for (int i = 0; !wrong && i < inputs.size(); i++) {
            if (!inputs.get(i).isEmpty() && !inputs.get(i).equals("-")) {
                Cell cell = cell(columns.get(i), inputs.get(i));
                wrong = cell == null;
                if (cell != null) {
                    cells.add(cell);
                }
            }
        }
        return new Line(
                name, description, wrong ? List.of() : List.copyOf(cells), outputs, wrong, Box.everything(List.of()));
    }

    private @Nullable Cell cell(Column column, String text) {
        Feel feel = Feel.unaryTests(text, wrong -> {});
        if (feel == null || column.asks() == null || faulty.test("input '" + column.name() + "'")) {
            return null;
        }
        Term fact = column.fact();
        return new Cell(column, text, feel, fact == null ? null : ExactCell.of(fact, feel));
    }

    private static Set<Object> constants(Term fact, List<Line> lines) {
        Set<Object> constants = new LinkedHashSet<>();
        lines.stream()
                .flatMap(line -> line.cells().stream())
                .filter(cell -> fact.equals(cell.column().fact()))
                .flatMap(cell -> cell.exact() == null ? Stream.empty() : cell.exact().constants().stream())
                .forEach(constants::add);
        return constants;
    }

    private Line boxed(Line line, Box everything) {
        Box box = everything;
        for (Cell cell : line.cells()) {
            ExactCell exact = cell.exact();
            if (exact != null) {
                int axis = cell.column().axis();
                box = box.narrowed(axis, axes.get(axis).where(exact.tree()));
            }
        }
        return new Line(line.name(), line.description(), line.cells(), line.outputs(), line.faulty(), box);
    }
}
