package io.holdfast.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents say of the house is so. */
class DocumentsTest {
    private static final Path BASE = SourcesTest.base();

    @Test
    void theTreeInContributingIsTheTreeOnDisk() throws IOException {
        Set<String> told = new TreeSet<>();
        Matcher line = Pattern.compile("(?m)^  ([a-z]+)/ ").matcher(Files.readString(BASE.resolve("CONTRIBUTING.md")));
        while (line.find()) {
            told.add(line.group(1));
        }
        try (Stream<Path> packages = Files.list(BASE.resolve("src/main/java/io/holdfast"))) {
            assertThat(told)
                    .isEqualTo(packages.filter(Files::isDirectory)
                            .map(p -> p.getFileName().toString())
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    @Test
    void everyFileThatADocumentLinksToExists() throws IOException {
        Pattern link = Pattern.compile("\\]\\(([^)#:\\s]+)(#[^)]*)?\\)");
        try (Stream<Path> documents = Stream.concat(
                Stream.of("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")
                        .map(BASE::resolve)
                        .filter(Files::exists),
                Files.walk(BASE.resolve("docs")).filter(f -> f.toString().endsWith(".md")))) {
            for (Path document : documents.toList()) {
                Matcher links = link.matcher(Files.readString(document));
                List<String> missing = links.results()
                        .map(r -> r.group(1))
                        .filter(target -> !Files.exists(document.resolveSibling(target)))
                        .toList();
                assertThat(missing).as(document.toString()).isEmpty();
            }
        }
    }
}
