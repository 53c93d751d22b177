package io.holdfast.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The folder {@code broken-playbooks}: each file is the small good playbook with one mistake, named by it, and what whoever made it
 * is told.
 */
class BrokenPlaybooksTest {

    private static final Path FOLDER = Path.of("src/test/resources/broken-playbooks");
    private static final PlaybookFiles GOOD = new PlaybookSource(Wired.SMALL, "").read();
    private static final PlaybookCheck CHECK =
            new PlaybookCheck(new TextEngine(), new NamedParts(Set.of("until", "remind")::contains));

    private static final Instant NOW = Instant.parse("2026-11-25T09:00:00Z");

    static List<String> mistakes() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file ->
                            file.getFileName().toString().replace(".yaml", "").replace('-', ' '))
                    .sorted()
                    .toList();
        }
    }

    private static Map<String, byte[]> good() {
        Map<String, byte[]> files = new HashMap<>();
        GOOD.paths().forEach(path -> files.put(path, GOOD.bytes(path)));
        return files;
    }

    private static List<String> faults(Map<String, byte[]> files) {
        return CHECK.check(new PlaybookFiles(files), NOW).stream()
                .map(Fault::toString)
                .toList();
    }

    @Test
    void theSmallPlaybookHasNoFaultAndThereAreManyWaysToBreakIt() throws IOException {
        assertThat(faults(good())).isEmpty();
        assertThat(mistakes()).hasSizeGreaterThan(24);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void eachMistakeIsToldWithFilePlaceAndRemedy(String mistake) throws IOException {
        JsonNode broken = new YAMLMapper()
                .readTree(FOLDER.resolve(mistake.replace(' ', '-') + ".yaml").toFile());
        String path = broken.path("file").asText();
        Map<String, byte[]> files = good();
        if (broken.path("gone").asBoolean()) {
            files.remove(path);
        } else {
            files.put(path, changed(path, broken).getBytes(StandardCharsets.UTF_8));
        }
        JsonNode also = broken.path("also");
        if (also.isObject()) {
            String other = also.path("file").asText();
            String more = GOOD.text(other) + also.path("add").asText();
            files.put(other, more.getBytes(StandardCharsets.UTF_8));
        }
        List<String> told = new ArrayList<>();
        broken.path("told").forEach(line -> told.add(line.asText()));
        assertThat(faults(files)).containsExactlyElementsOf(told);
    }

    private static String changed(String path, JsonNode broken) {
        String with = broken.path("with").asText();
        if (!broken.has("replace")) {
            return with;
        }
        String replaced = broken.path("replace").asText();
        assertThat(GOOD.text(path)).as("the passage that is changed").contains(replaced);
        return GOOD.text(path).replace(replaced, with);
    }

    @Test
    void allFaultsOfAllFilesComeInOneReport() {
        Map<String, byte[]> files = good();
        files.put("processes/sources/plain.jsonata", "{".getBytes(StandardCharsets.UTF_8));
        files.put("templates/sms/first.en.txt", "[(${wrng})]".getBytes(StandardCharsets.UTF_8));
        files.put("processes/catalog/vendors.yaml", "vendors: []".getBytes(StandardCharsets.UTF_8));
        assertThat(CHECK.check(new PlaybookFiles(files), NOW))
                .extracting(Fault::path)
                .containsExactly(
                        "processes/catalog/dependencies.yaml",
                        "processes/sources/plain.jsonata",
                        "templates/sms/first.en.txt");
    }

    @Test
    void deepNestingAndDocumentTypesAreRefusedAndNotFollowed() {
        Map<String, byte[]> files = good();
        String evil = "<!DOCTYPE d [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><d>&e;</d>";
        files.put("processes/evil.bpmn", evil.getBytes(StandardCharsets.UTF_8));
        files.put("processes/catalog/vendors.yaml", "[".repeat(20_000).getBytes(StandardCharsets.UTF_8));
        assertThat(CHECK.check(new PlaybookFiles(files), NOW))
                .extracting(Fault::path)
                .contains("processes/evil.bpmn", "processes/catalog/vendors.yaml");
    }
}
