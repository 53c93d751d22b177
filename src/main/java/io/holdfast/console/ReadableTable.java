package io.holdfast.console;

import io.holdfast.playbook.CellChoice;
import io.holdfast.playbook.TableView;
import java.util.ArrayList;
import java.util.List;

/** A decision table's rules as people read them: only the cells in which something stands. */
final class ReadableTable {
    private ReadableTable() {}

    /**
     * A rule.
     *
     * @param place from 1
     */
    record Rule(int place, String id, List<Cell> when, List<Cell> then, String description, String sample) {}

    /**
     * A cell.
     *
     * @param feel whether it is an expression, and no choice
     */
    record Cell(String label, String says, boolean feel) {}

    static List<Rule> rules(TableView view) {
        List<Rule> rules = new ArrayList<>();
        for (TableView.Row row : view.rules()) {
            List<Cell> when = new ArrayList<>();
            for (int i = 0; i < view.inputs().size(); i++) {
                CellChoice choice = CellChoice.of(row.inputs().get(i));
                String label = view.inputs().get(i).label();
                switch (choice.way()) {
                    case ANY -> {}
                    case ONE_OF -> when.add(new Cell(label, Scopes.or(choice.values()), false));
                    case NONE_OF -> when.add(new Cell(label, "not " + Scopes.or(choice.values()), false));
                    case WRITTEN -> when.add(written(label, choice.feel()));
                }
            }
            List<Cell> then = new ArrayList<>();
            for (int i = 0; i < view.outputs().size(); i++) {
                String cell = row.outputs().get(i);
                if (!cell.isBlank()) {
                    CellChoice choice = CellChoice.of(cell);
                    boolean value = choice.way() == CellChoice.Way.ONE_OF
                            && choice.values().size() == 1;
                    then.add(new Cell(
                            view.outputs().get(i).label(),
                            value ? choice.values().get(0) : cell.equals("-") ? "–" : cell,
                            !value));
                }
            }
            rules.add(new Rule(rules.size() + 1, row.id(), when, then, row.description(), row.sample()));
        }
        return rules;
    }

    private static Cell written(String label, String feel) {
        List<String> held = RuleCondition.held(feel);
        return held.isEmpty() ? new Cell(label, feel, true) : new Cell(label, "has " + Scopes.or(held), false);
    }
}
