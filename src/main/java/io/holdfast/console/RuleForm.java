package io.holdfast.console;

import io.holdfast.playbook.CellChoice;
import io.holdfast.playbook.FactKind;
import io.holdfast.playbook.FeelText;
import io.holdfast.playbook.TableView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * The form of one rule.
 *
 * @param rule its id; {@code new} for one that is to be added
 * @param place where it stands or will stand, from 1
 */
record RuleForm(
        String rule,
        int place,
        String description,
        String sample,
        List<RuleCondition> conditions,
        List<Answer> answers) {

    /** The id under which a rule is filled in that is not in the table yet. */
    static final String NEW = "new";

    /**
     * An output.
     *
     * @param value as it stands in its field
     */
    record Answer(TableView.Column column, String value) {

        /** Whether it is chosen from a list. */
        public boolean chosen() {
            return column.closed() && column.kind() != FactKind.TEXTS;
        }

        /** What is not on the list and yet stands there: an expression. */
        public boolean other() {
            return !value.isEmpty() && !column.choices().contains(value);
        }

        /** What helps to fill it in; empty where nothing needs to be said. */
        public String hint() {
            FactKind kind = column.kind();
            String known = column.closed() ? "Known: " + String.join(", ", column.choices()) + ". " : "";
            String begin = kind == null || kind == FactKind.TEXT ? "" : FirstPage.sentence(kind.inWords()) + " ";
            return known + begin + "What begins with = is an expression.";
        }

        String feel() {
            FactKind kind = column.kind();
            try {
                return FeelText.output(kind == null ? FactKind.TEXT : kind, value);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("“" + column.label() + "”: " + e.getMessage(), e);
            }
        }
    }

    /** The form as a rule of the table fills it; as a blank one where there is none. */
    static RuleForm of(TableView view, TableView.@Nullable Row row, int place) {
        List<RuleCondition> conditions = new ArrayList<>();
        for (int i = 0; i < view.inputs().size(); i++) {
            conditions.add(RuleCondition.of(
                    view.inputs().get(i), row == null ? "-" : row.inputs().get(i)));
        }
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < view.outputs().size(); i++) {
            answers.add(new Answer(
                    view.outputs().get(i),
                    row == null ? "" : shown(row.outputs().get(i))));
        }
        return new RuleForm(
                row == null ? NEW : row.id(),
                place,
                row == null ? "" : row.description(),
                row == null ? "" : row.sample(),
                conditions,
                answers);
    }

    /** The form as somebody sent it. */
    static RuleForm typed(TableView view, String rule, int place, MultiValueMap<String, String> sent) {
        return new RuleForm(
                rule,
                place,
                text(sent, "description"),
                text(sent, "sample"),
                view.inputs().stream()
                        .map(column -> RuleCondition.typed(column, sent))
                        .toList(),
                view.outputs().stream()
                        .map(column -> new Answer(column, text(sent, "out." + column.key())))
                        .toList());
    }

    static String text(MultiValueMap<String, String> sent, String name) {
        String value = sent.getFirst(name);
        return value == null ? "" : value.replace("\r\n", "\n").strip();
    }

    private static String shown(String cell) {
        if (cell.isBlank() || cell.equals("-")) {
            return "";
        }
        CellChoice choice = CellChoice.of(cell);
        if (choice.way() == CellChoice.Way.ONE_OF && choice.values().size() == 1) {
            return choice.values().get(0);
        }
        return cell.startsWith("[") ? cell : "= " + cell;
    }

    /** Whether it says the same as another. */
    boolean same(RuleForm other) {
        return description.equals(other.description)
                && sample.equals(other.sample)
                && cells(other).isEmpty();
    }

    /**
     * FEEL by column, of the columns that differ from what stood there.
     *
     * @throws IllegalArgumentException where something can't be meant, with the column's label
     */
    Map<String, String> cells(RuleForm before) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < conditions.size(); i++) {
            RuleCondition now = conditions.get(i);
            if (!now.equals(before.conditions.get(i))) {
                cells.put(now.column().key(), now.feel());
            }
        }
        for (int i = 0; i < answers.size(); i++) {
            Answer now = answers.get(i);
            if (!now.equals(before.answers.get(i))) {
                cells.put(now.column().key(), now.feel());
            }
        }
        return cells;
    }

    /** Description and sample as the table keeps them. */
    String described() {
        return TableView.described(description, sample);
    }
}
