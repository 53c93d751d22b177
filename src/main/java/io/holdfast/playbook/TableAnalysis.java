package io.holdfast.playbook;

import io.holdfast.catalog.Catalog;
import java.util.ArrayList;
import java.util.List;

/**
 * What the check of one decision table finds.
 *
 * @param faults what keeps it from being taken; empty where it is right
 * @param notAnalysed what could not be found out, for whoever approves it
 */
public record TableAnalysis(List<Fault> faults, List<NotAnalysed> notAnalysed) {

    /** Checks a table as it is checked whenever a playbook is read. */
    public static TableAnalysis of(String path, byte[] bytes, Catalog catalog) {
        Vocabulary vocabulary = new Vocabulary(catalog, false);
        Vocabulary.Table table = vocabulary.tables().get(TableView.nameOf(path));
        if (table == null) {
            return new TableAnalysis(
                    List.of(new Fault(
                            path,
                            null,
                            "No part of Holdfast asks this table.",
                            "The tables are "
                                    + String.join(", ", vocabulary.tables().keySet()) + ".")),
                    List.of());
        }
        List<Fault> faults = new ArrayList<>();
        List<NotAnalysed> notes = new ArrayList<>();
        new TableCheck(path, table, vocabulary, faults, notes).check(bytes);
        return new TableAnalysis(List.copyOf(faults), List.copyOf(notes));
    }
}
