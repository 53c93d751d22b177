package io.holdfast.playbook;

import io.holdfast.playbook.Vocabulary.Term;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.InputExpression;
import org.camunda.bpm.model.dmn.instance.LiteralExpression;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.dmn.instance.Text;
import org.camunda.bpm.model.dmn.instance.UnaryTests;
import org.camunda.bpm.model.xml.ModelException;
import org.jspecify.annotations.Nullable;

/** One decision table: what the DMN engine would only say when it is asked, or never. */
final class TableCheck {

    private static final Set<String> TYPES_IN = Set.of("string", "boolean", "long", "double", "any", "Any");

    private final String path;
    private final Vocabulary.Table table;
    private final CellCheck cells;
    private final Vocabulary words;
    private final List<Fault> faults;
    private final List<NotAnalysed> notes;

    /**
     * @param notes to which what could not be analysed is added
     */
    TableCheck(String path, Vocabulary.Table table, Vocabulary words, List<Fault> faults, List<NotAnalysed> notes) {
        this.path = path;
        this.table = table;
        this.words = words;
        this.cells = new CellCheck(path, table, words, faults);
        this.faults = faults;
        this.notes = notes;
    }

    void check(byte[] bytes) {
        if (Xml.read(path, bytes, faults) == null) {
            return;
        }
        DmnModelInstance model;
        try {
            model = Models.table(bytes);
        } catch (ModelException e) {
            faults.add(Xml.refused(path, "It is no DMN", e));
            return;
        }
        String id = table.name().replace('-', '_');
        Collection<Decision> decisions = model.getModelElementsByType(Decision.class);
        Decision decision =
                decisions.stream().filter(d -> id.equals(d.getId())).findFirst().orElse(null);
        if (decision == null || decisions.size() != 1) {
            say(
                    null,
                    "It does not hold just one decision with the id '" + id + "'.",
                    "Give its decision that id; one table a file.");
            return;
        }
        if (!(decision.getExpression() instanceof DecisionTable dmn)) {
            say(null, "Its decision is no table.", "Make it a decision table.");
            return;
        }
        int before = faults.size();
        table(dmn);
        if (!words.partly()) {
            List<Fault> told = List.copyOf(faults.subList(before, faults.size()));
            TableLogic.tell(dmn, table, told, new TableLogic.Found(path, faults, notes));
        }
    }

    private void table(DecisionTable dmn) {
        String policy = policy(dmn);
        if (!table.suits(policy)) {
            say("hit policy", "It is " + policy + ".", "Choose " + table.hitPolicy() + ".");
        }
        List<Column> inputs = new ArrayList<>();
        dmn.getInputs().forEach(input -> inputs.add(input(input)));
        List<String> outputs = new ArrayList<>();
        dmn.getOutputs().forEach(output -> outputs.add(output(output)));
        for (Term wanted : table.outputs().values()) {
            if (wanted.required() && !outputs.contains(wanted.name())) {
                say(
                        "outputs",
                        "There is no output '" + wanted.name() + "'.",
                        "Add that column; it gives " + wanted.kind().inWords + ", such as " + wanted.kind().example
                                + ".");
            }
        }
        List<Rule> rules = List.copyOf(dmn.getRules());
        if (rules.isEmpty()) {
            say(null, "It has no rules.", "Write at least one.");
        }
        int number = 0;
        for (Rule rule : rules) {
            number++;
            boolean all = rule(rule, number, inputs, outputs);
            if (all && table.hitPolicy().equals("FIRST") && number < rules.size()) {
                say(
                        "rule " + name(rule, number),
                        "It fits everything, so that the rules below it are never asked.",
                        "Move it to the end, or narrow it.");
            }
        }
    }

    /** An input column. */
    private record Column(String name, @Nullable Term fact) {}

    private Column input(Input input) {
        InputExpression expression = input.getInputExpression();
        String text = text(expression == null ? null : expression.getText());
        String place = "input '" + (text.isEmpty() ? Objects.toString(input.getLabel(), input.getId()) : text) + "'";
        if (expression == null || text.isEmpty()) {
            say(
                    place,
                    "It asks nothing.",
                    "Write the name of a fact: " + known(table.facts().keySet()) + ".");
            return new Column(text, null);
        }
        String type = input.getInputExpression().getTypeRef();
        if (type != null && !TYPES_IN.contains(type)) {
            say(place, "The type '" + type + "' would change the fact on its way in.", "Remove the column's type.");
        }
        language(expression.getExpressionLanguage(), place);
        Feel feel = Feel.expression(
                text,
                wrong -> say(
                        place,
                        "'" + text + "' is no FEEL" + wrong + ".",
                        "Write the name of a fact, or an expression over facts."));
        if (feel == null) {
            return new Column(text, null);
        }
        cells.names(feel, place);
        Term fact = feel.isName() ? table.facts().get(text) : null;
        if (fact != null && type != null && !fits(type, fact.kind())) {
            say(
                    place,
                    "The type '" + type + "' does not fit: the fact is " + fact.kind().inWords + ".",
                    "Remove the column's type.");
        }
        return new Column(text, fact);
    }

    private static boolean fits(String type, FactKind kind) {
        return switch (type) {
            case "string" -> kind == FactKind.TEXT;
            case "boolean" -> kind == FactKind.YES_NO;
            case "long", "double" -> kind == FactKind.NUMBER;
            default -> true;
        };
    }

    private String output(Output output) {
        String name = Objects.toString(output.getName(), "");
        if (!table.outputs().containsKey(name)) {
            say(
                    "output '" + name + "'",
                    "Nobody asks for it.",
                    Suggestion.of(
                            name,
                            table.outputs().keySet(),
                            "The outputs are " + known(table.outputs().keySet()) + "."));
        }
        return name;
    }

    private boolean rule(Rule rule, int number, List<Column> inputs, List<String> outputs) {
        String place = "rule " + name(rule, number);
        if (rule.getId() == null || rule.getId().isBlank()) {
            say(place, "It has no id, and the record could not name it.", "Give it one: r" + number + ".");
        }
        int ins = rule.getInputEntries().size();
        int outs = rule.getOutputEntries().size();
        if (ins != inputs.size() || outs != outputs.size()) {
            say(
                    place,
                    "It fills " + ins + " of " + inputs.size() + " inputs and " + outs + " of " + outputs.size()
                            + " outputs.",
                    "Open the table in a modeler and give the rule a cell for each column.");
            return false;
        }
        boolean all = true;
        Map<String, Set<String>> compared = new HashMap<>();
        int i = 0;
        for (UnaryTests cell : rule.getInputEntries()) {
            Column column = inputs.get(i++);
            String text = text(cell.getText());
            if (!text.isEmpty() && !text.equals("-")) {
                all = false;
                language(cell.getExpressionLanguage(), place);
                cells.input(text, column.fact(), place + ", input '" + column.name() + "'", compared);
            }
        }
        Map<String, Object> answers = new HashMap<>();
        int o = 0;
        for (LiteralExpression cell : rule.getOutputEntries()) {
            String output = outputs.get(o++);
            Term term = table.outputs().get(output);
            if (term != null) {
                language(cell.getExpressionLanguage(), place);
                Object value = cells.output(text(cell.getText()), term, place + ", output '" + output + "'", compared);
                if (value != null) {
                    answers.put(output, value);
                }
            }
        }
        if (table.name().equals("thresholds")) {
            new ThresholdOrder(path, place, faults).check(answers);
        }
        return all;
    }

    private void language(@Nullable String language, String place) {
        if (language != null && !language.isBlank() && !language.equalsIgnoreCase("feel")) {
            say(place, "It is written in '" + language + "'.", "Write FEEL.");
        }
    }

    static String policy(DecisionTable dmn) {
        return dmn.getHitPolicy().name().replace('_', ' ');
    }

    static String name(Rule rule, int number) {
        return rule.getId() == null || rule.getId().isBlank() ? "number " + number : rule.getId();
    }

    static String text(@Nullable Text text) {
        return text == null || text.getTextContent() == null
                ? ""
                : text.getTextContent().strip();
    }

    private static String known(Collection<String> names) {
        return String.join(", ", new TreeSet<>(names));
    }

    private void say(@Nullable String place, String what, String remedy) {
        faults.add(new Fault(path, place, what, remedy));
    }
}
