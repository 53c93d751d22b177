package io.holdfast.console;

import io.holdfast.catalog.Catalog;
import io.holdfast.playbook.TableEdit;
import io.holdfast.playbook.TableView;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A decision table that is being changed: its file so far, and the rule whose form is open.
 *
 * @param table the file's bytes
 * @param form null where none is open
 */
record TableDraft(String path, byte[] table, @Nullable RuleForm form) {

    TableView view(Catalog catalog) {
        return TableView.of(path, table, catalog);
    }

    /**
     * With what the open form says; as it is where that is nothing new.
     *
     * @param blank whether a new rule is added even where nothing was filled in
     * @param taken ids that rules once had
     * @throws IllegalArgumentException where something can't be meant
     */
    TableDraft kept(Catalog catalog, boolean blank, Set<String> taken) {
        if (form == null) {
            return this;
        }
        TableView view = view(catalog);
        boolean added = form.rule().equals(RuleForm.NEW);
        RuleForm before = RuleForm.of(view, added ? null : row(view, form.rule()), form.place());
        if (form.same(before)) {
            return added && blank ? added(before, taken) : closed(table);
        }
        if (added) {
            return added(before, taken);
        }
        byte[] changed = TableEdit.cells(table, form.rule(), form.cells(before));
        boolean described = !form.described().equals(before.described());
        return closed(described ? TableEdit.description(changed, form.rule(), form.described()) : changed);
    }

    private TableDraft added(RuleForm before, Set<String> taken) {
        RuleForm now = java.util.Objects.requireNonNull(form);
        return closed(TableEdit.add(table, now.place(), now.cells(before), now.described(), taken)
                .table());
    }

    private TableDraft closed(byte[] bytes) {
        return new TableDraft(path, bytes, null);
    }

    /** With this done: {@code open:r4}, {@code new:5}, {@code up:r4}, {@code down:r4}, {@code remove:r4}; anything else does nothing. */
    TableDraft done(String what, Catalog catalog) {
        int colon = what.indexOf(':');
        if (colon < 0) {
            return this;
        }
        String on = what.substring(colon + 1);
        return switch (what.substring(0, colon)) {
            case "open" -> opened(on, catalog);
            case "new" -> new TableDraft(path, table, RuleForm.of(view(catalog), null, place(on)));
            case "up" -> closed(TableEdit.up(table, on));
            case "down" -> closed(TableEdit.down(table, on));
            case "remove" -> closed(TableEdit.remove(table, on));
            default -> this;
        };
    }

    private TableDraft opened(String rule, Catalog catalog) {
        TableView view = view(catalog);
        TableView.Row row = row(view, rule);
        return new TableDraft(path, table, RuleForm.of(view, row, view.rules().indexOf(row) + 1));
    }

    static int place(String typed) {
        return typed.matches("\\d{1,4}") ? Integer.parseInt(typed) : 9_999;
    }

    private static TableView.Row row(TableView view, String rule) {
        return view.rules().stream()
                .filter(r -> r.id().equals(rule))
                .findFirst()
                .orElseThrow(() -> new java.util.NoSuchElementException("There is no rule " + rule + "."));
    }
}
