package io.holdfast.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Laws of the house that the sources themselves must keep. */
class SourcesTest {
    private static final Path MAIN = base().resolve("src/main/java/io/holdfast");

    static Path base() {
        return Path.of(System.getProperty("holdfast.basedir", "."));
    }

    @Test
    void nobodyAsksTheMachineForTimeOrChanceButTheOnePlaceThatGivesThem() throws IOException {
        assertThat(hits(
                        "[A-Z][A-Za-z]+\\.now\\(\\)|UUID\\.randomUUID|new Random\\(|Math\\.random|currentTimeMillis|Thread\\.sleep",
                        path -> !path.contains("/time/")))
                .isEmpty();
    }

    @Test
    void nothingThatMattersIsFoundByAnIdGreaterThanTheLastOneSeen() throws IOException {
        assertThat(hits("id > :(last|seen|since)", path -> true)).isEmpty();
    }

    @Test
    void nobodyPrintsOrSwallows() throws IOException {
        assertThat(hits("printStackTrace|catch \\((Exception|Throwable|RuntimeException) ignored\\)", path -> true))
                .isEmpty();
    }

    @Test
    void noFileDoesMoreThanOneThing() throws IOException {
        List<String> large = new ArrayList<>();
        try (Stream<Path> files = Files.walk(MAIN)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                long lines = Files.readAllLines(file).size();
                // The aggregate holds many verbs on purpose.
                if (lines > 400 && !file.endsWith("incident/Incident.java")) {
                    large.add(MAIN.relativize(file) + ": " + lines);
                }
            }
        }
        assertThat(large).isEmpty();
    }

    private interface Where {
        boolean holds(String path);
    }

    private static List<String> hits(String pattern, Where where) throws IOException {
        Pattern wanted = Pattern.compile(pattern);
        List<String> hits = new ArrayList<>();
        try (Stream<Path> files = Files.walk(MAIN)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                if (!where.holds(file.toString().replace('\\', '/'))) {
                    continue;
                }
                int number = 0;
                for (String line : Files.readAllLines(file)) {
                    number++;
                    String code = line.strip();
                    if (!code.startsWith("*")
                            && !code.startsWith("//")
                            && wanted.matcher(code).find()) {
                        hits.add(MAIN.relativize(file) + ":" + number + ": " + code);
                    }
                }
            }
        }
        return hits;
    }
}
