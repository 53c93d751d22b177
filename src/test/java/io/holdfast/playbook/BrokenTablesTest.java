package io.holdfast.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.holdfast.catalog.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The folders {@code broken-tables} and {@code sound-tables}: each file is a small decision table; what is wrong with it, named by
 * the file, is told, and with the sound ones nothing is.
 */
class BrokenTablesTest {

    private static final Path FOLDER = Path.of("src/test/resources");
    private static final Catalog CATALOG =
            CatalogReader.read(new PlaybookSource(Wired.SMALL, "").read(), new ArrayList<>());

    static List<String> broken() throws IOException {
        return names("broken-tables");
    }

    static List<String> sound() throws IOException {
        return names("sound-tables");
    }

    private static List<String> names(String folder) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            return files.map(file ->
                            file.getFileName().toString().replace(".yaml", "").replace('-', ' '))
                    .sorted()
                    .toList();
        }
    }

    private record Case(TableAnalysis analysis, List<String> told, List<String> notes) {}

    private static Case read(String folder, String name) throws IOException {
        JsonNode file = new YAMLMapper()
                .readTree(FOLDER.resolve(folder)
                        .resolve(name.replace(' ', '-') + ".yaml")
                        .toFile());
        String table = file.path("table").asText();
        byte[] dmn = TableText.dmn(
                table, file.path("policy").asText(), file.path("rules").asText());
        TableAnalysis analysis = TableAnalysis.of("processes/decisions/" + table + ".dmn", dmn, CATALOG);
        return new Case(analysis, all(file.path("told")), all(file.path("notes")));
    }

    private static List<String> all(JsonNode lines) {
        List<String> all = new ArrayList<>();
        lines.forEach(line -> all.add(line.asText()));
        return all;
    }

    @Test
    void thereAreManyWaysToBreakATable() throws IOException {
        assertThat(broken()).hasSizeGreaterThan(24);
        assertThat(sound()).hasSizeGreaterThan(8);
    }

    @ParameterizedTest
    @MethodSource("broken")
    void eachMistakeOfATableIsToldWithTableRowAndReason(String mistake) throws IOException {
        Case read = read("broken-tables", mistake);
        assertThat(read.told()).isNotEmpty();
        assertThat(read.analysis().faults().stream().map(Fault::toString)).containsExactlyElementsOf(read.told());
        assertThat(read.analysis().notAnalysed().stream().map(NotAnalysed::toString))
                .containsExactlyElementsOf(read.notes());
    }

    @ParameterizedTest
    @MethodSource("sound")
    void nothingIsToldOfASoundTableButWhatIsNotAnalysed(String table) throws IOException {
        Case read = read("sound-tables", table);
        assertThat(read.analysis().faults()).isEmpty();
        assertThat(read.analysis().notAnalysed().stream().map(NotAnalysed::toString))
                .containsExactlyElementsOf(read.notes());
    }
}
