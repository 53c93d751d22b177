package io.holdfast.playbook;

import io.holdfast.playbook.TableDifference.CellChange;
import io.holdfast.playbook.TableDifference.RuleChange;
import io.holdfast.playbook.TableDifference.What;
import io.holdfast.playbook.TableView.Column;
import io.holdfast.playbook.TableView.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares two versions of a decision table. */
final class TableComparison {
    private final @Nullable TableView old;
    private final @Nullable TableView now;
    private final List<String> itself = new ArrayList<>();
    private final List<RuleChange> rules = new ArrayList<>();

    TableComparison(@Nullable TableView old, @Nullable TableView now) {
        this.old = old;
        this.now = now;
    }

    TableDifference difference() {
        if (old != null && now != null) {
            said("The table's name", old.name(), now.name());
            said("The table's description", old.description(), now.description());
            said("Hit policy", old.hitPolicy(), now.hitPolicy());
            columns("Column", old.inputs(), now.inputs());
            columns("Output", old.outputs(), now.outputs());
        }
        Map<String, Row> before = rows(old);
        Map<String, Row> after = rows(now);
        List<String> moved = Moves.between(List.copyOf(before.keySet()), List.copyOf(after.keySet()));
        after.forEach((id, row) -> {
            Row was = before.get(id);
            if (was == null) {
                whole(What.ADDED, now, row);
            } else {
                changed(was, row);
            }
            if (moved.contains(id)) {
                String says = "Rule " + id + " moved from place " + place(before, id) + " to place " + place(after, id);
                rules.add(new RuleChange(What.MOVED, id, List.of(), says));
            }
        });
        before.forEach((id, row) -> {
            if (!after.containsKey(id)) {
                whole(What.REMOVED, old, row);
            }
        });
        return new TableDifference(List.copyOf(itself), List.copyOf(rules));
    }

    private static int place(Map<String, Row> rows, String id) {
        return List.copyOf(rows.keySet()).indexOf(id) + 1;
    }

    private static Map<String, Row> rows(@Nullable TableView table) {
        Map<String, Row> rows = new LinkedHashMap<>();
        if (table != null) {
            table.rules().forEach(row -> rows.put(row.id(), row));
        }
        return rows;
    }

    private void said(String what, String before, String after) {
        if (!before.equals(after)) {
            itself.add(what + " " + quoted(before) + " → " + quoted(after));
        }
    }

    private static String quoted(String text) {
        return text.isEmpty() ? "empty" : text.matches("[A-Z ]+") ? text : "“" + text + "”";
    }

    private void columns(String what, List<Column> before, List<Column> after) {
        Map<String, Column> old = byWhatTheyAsk(before);
        Map<String, Column> now = byWhatTheyAsk(after);
        now.forEach((key, column) -> {
            Column was = old.get(key);
            if (was == null) {
                itself.add(what + " " + named(column) + " added");
            } else {
                said(what + " '" + column.asks() + "': its label", was.label(), column.label());
            }
        });
        old.forEach((key, column) -> {
            if (!now.containsKey(key)) {
                itself.add(what + " " + named(column) + " taken away");
            }
        });
        for (String moved : Moves.between(List.copyOf(old.keySet()), List.copyOf(now.keySet()))) {
            itself.add(what + " " + named(now.get(moved)) + " moved");
        }
    }

    private static String named(@Nullable Column column) {
        if (column == null) {
            return "";
        }
        return column.label().equals(column.asks())
                ? "'" + column.asks() + "'"
                : "'" + column.label() + "' (" + column.asks() + ")";
    }

    // Twice the same question: the second one is told apart by its number.
    private static Map<String, Column> byWhatTheyAsk(List<Column> columns) {
        Map<String, Column> all = new LinkedHashMap<>();
        for (Column column : columns) {
            String key = column.asks();
            while (all.containsKey(key)) {
                key += "'";
            }
            all.put(key, column);
        }
        return all;
    }

    private void whole(What what, @Nullable TableView table, Row row) {
        if (table == null) {
            return;
        }
        List<CellChange> cells = new ArrayList<>();
        List<String> asked = new ArrayList<>();
        List<String> given = new ArrayList<>();
        for (int i = 0; i < table.inputs().size(); i++) {
            take(what, table.inputs().get(i), row.inputs().get(i), cells, asked);
        }
        for (int i = 0; i < table.outputs().size(); i++) {
            take(what, table.outputs().get(i), row.outputs().get(i), cells, given);
        }
        String says = "Rule " + row.id() + (what == What.ADDED ? " added: " : " taken away: ")
                + (asked.isEmpty() ? "anything" : String.join(", ", asked)) + " → "
                + (given.isEmpty() ? "nothing" : String.join(", ", given));
        rules.add(new RuleChange(what, row.id(), List.copyOf(cells), says));
    }

    private static void take(What what, Column column, String cell, List<CellChange> cells, List<String> said) {
        if (!cell.isEmpty() && !cell.equals("-")) {
            boolean added = what == What.ADDED;
            cells.add(new CellChange(column.label(), added ? null : cell, added ? cell : null));
            said.add(column.label() + " " + cell);
        }
    }

    private void changed(Row was, Row row) {
        if (old == null || now == null) {
            return;
        }
        List<CellChange> cells = new ArrayList<>();
        cells(old.inputs(), was.inputs(), now.inputs(), row.inputs(), true, cells);
        cells(old.outputs(), was.outputs(), now.outputs(), row.outputs(), false, cells);
        if (!was.written().equals(row.written())) {
            cells.add(new CellChange("description", was.written(), row.written()));
        }
        if (cells.isEmpty()) {
            return;
        }
        String says = cells.stream()
                .map(cell -> cell.column() + " " + shown(cell, cell.before()) + " → " + shown(cell, cell.after()))
                .collect(Collectors.joining("; ", "Rule " + row.id() + about(was) + " changed: ", ""));
        rules.add(new RuleChange(What.CHANGED, row.id(), List.copyOf(cells), says));
    }

    /** Which cases the rule was for, so that its number needs no looking up; nothing where it was for any. */
    private String about(Row was) {
        List<String> asked = new ArrayList<>();
        for (int i = 0; old != null && i < old.inputs().size(); i++) {
            CellChoice cell = CellChoice.of(was.inputs().get(i));
            String label = old.inputs().get(i).label();
            switch (cell.way()) {
                case ANY -> {}
                case ONE_OF -> asked.add(label + " " + String.join(" or ", cell.values()));
                case NONE_OF -> asked.add(label + " not " + String.join(" or ", cell.values()));
                case WRITTEN -> asked.add(label + " " + cell.feel());
            }
        }
        return asked.isEmpty() ? "" : " (" + String.join(", ", asked) + ")";
    }

    private static String shown(CellChange change, @Nullable String cell) {
        if (change.column().equals("description")) {
            return cell == null || cell.isEmpty() ? "empty" : "“" + cell + "”";
        }
        return cell == null || cell.isEmpty() ? "nothing" : cell.equals("-") ? "any" : cell;
    }

    // However it is written: "a","b" is "a", "b".
    private static boolean same(String before, String after, boolean input) {
        if (before.equals(after) || before.isEmpty() || after.isEmpty()) {
            return before.equals(after);
        }
        Feel was = input ? Feel.unaryTests(before, wrong -> {}) : Feel.expression(before, wrong -> {});
        Feel is = input ? Feel.unaryTests(after, wrong -> {}) : Feel.expression(after, wrong -> {});
        return was != null && is != null && was.tree().equals(is.tree());
    }

    private static void cells(
            List<Column> oldColumns,
            List<String> before,
            List<Column> newColumns,
            List<String> after,
            boolean inputs,
            List<CellChange> changes) {
        List<String> old = List.copyOf(byWhatTheyAsk(oldColumns).keySet());
        List<String> now = List.copyOf(byWhatTheyAsk(newColumns).keySet());
        String none = inputs ? "-" : "";
        for (int i = 0; i < now.size(); i++) {
            int at = old.indexOf(now.get(i));
            String was = at < 0 ? none : before.get(at);
            if (!same(was, after.get(i), inputs)) {
                changes.add(new CellChange(newColumns.get(i).label(), was, after.get(i)));
            }
        }
        for (int i = 0; i < old.size(); i++) {
            if (!now.contains(old.get(i)) && !before.get(i).equals(none)) {
                changes.add(new CellChange(oldColumns.get(i).label(), before.get(i), none));
            }
        }
    }
}
