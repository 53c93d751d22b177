package io.holdfast.playbook;

import io.holdfast.catalog.Catalog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Checks a set of files as a whole, so that whoever mends it sees all that is wrong at once. */
@Component
class PlaybookCheck {

    // H2 holds no more in a column of bytes, and nothing that people edit is larger.
    private static final int LARGEST = 1_000_000;

    /** A table's faults follow from its bytes and from the catalog: the analysis of one that did not change is not done again. */
    private record Judged(String path, String hash, String catalog) {}

    private static final Map<Judged, List<Fault>> TABLES = new ConcurrentHashMap<>();
    private static final int MOST_KNOWN = 500;

    private final TextEngine engine;
    private final Parts parts;

    @Autowired
    PlaybookCheck(TextEngine engine, ListableBeanFactory beans) {
        this(engine, Parts.of(beans));
    }

    /** @param parts what diagrams may name */
    PlaybookCheck(TextEngine engine, Parts parts) {
        this.engine = engine;
        this.parts = parts;
    }

    /**
     * All faults, by file; empty where this is a playbook.
     *
     * @param now what may stand until a day is held against this
     */
    List<Fault> check(PlaybookFiles files, Instant now) {
        List<Fault> faults = new ArrayList<>();
        for (String path : files.paths()) {
            if (files.bytes(path).length > LARGEST) {
                faults.add(new Fault(path, null, "It is larger than 1 MB.", "Keep pictures and data elsewhere."));
            }
        }
        Catalog catalog = CatalogReader.read(files, faults);
        boolean partly = faults.stream().anyMatch(PlaybookCheck::unreadable);
        new CatalogCheck(catalog, partly, faults).check();
        new RedundancyCheck(catalog, now, faults).check();
        tables(files, new Vocabulary(catalog, partly), faults);
        new ProcessCheck(files, parts, faults).check();
        SourceCheck.check(files, faults);
        ScenarioCheck.check(files, catalog, partly, faults);
        new TemplateCheck(files, catalog, engine, faults).check();
        YamlLines lines = new YamlLines(files);
        return faults.stream()
                .distinct()
                .map(fault -> ModeCheck.speaksOfAMode(fault) || fault.path().startsWith(ScenarioReader.FOLDER)
                        ? lines.withLine(fault)
                        : fault)
                .sorted(Comparator.comparing(Fault::path))
                .toList();
    }

    private static boolean unreadable(Fault fault) {
        return fault.path().startsWith(CatalogReader.FOLDER)
                && (fault.place() == null || fault.place().startsWith("line "));
    }

    private static void tables(PlaybookFiles files, Vocabulary vocabulary, List<Fault> faults) {
        Set<String> known = vocabulary.tables().keySet();
        // What a table may say follows from the catalog.
        String words = files.only(path -> path.startsWith(CatalogReader.FOLDER)).digest();
        if (TABLES.size() > MOST_KNOWN) {
            TABLES.clear();
        }
        for (Vocabulary.Table table : vocabulary.tables().values()) {
            String path = PlaybookFiles.TABLES + table.name() + ".dmn";
            if (files.has(path)) {
                faults.addAll(TABLES.computeIfAbsent(new Judged(path, files.hash(path), words), judged -> {
                    List<Fault> found = new ArrayList<>();
                    new TableCheck(path, table, vocabulary, found, new ArrayList<>()).check(files.bytes(path));
                    return List.copyOf(found);
                }));
            } else {
                faults.add(new Fault(
                        path,
                        null,
                        "The table is missing.",
                        "Write it; its outputs are "
                                + String.join(", ", table.outputs().keySet()) + "."));
            }
        }
        for (String path : files.tables().paths()) {
            String name = path.substring(PlaybookFiles.TABLES.length(), path.length() - ".dmn".length());
            if (!known.contains(name)) {
                faults.add(new Fault(
                        path,
                        null,
                        "No part of Holdfast asks this table.",
                        Suggestion.of(name, known, "Remove it; the tables are " + String.join(", ", known) + ".")));
            }
        }
    }
}
