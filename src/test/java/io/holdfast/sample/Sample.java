package io.holdfast.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The sample playbook's files, as they lie in the repository. */
final class Sample {
    static final Path PROCESSES = Path.of(System.getProperty("holdfast.basedir", "."), "processes");
    private static final YAMLMapper YAML = new YAMLMapper();

    private Sample() {}

    static JsonNode catalog(String name) {
        try {
            return YAML.readTree(PROCESSES.resolve("catalog/" + name + ".yaml").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode resource(String name) throws IOException {
        try (var in = Sample.class.getResourceAsStream(name)) {
            return YAML.readTree(in);
        }
    }

    /** Files with this ending, by name. */
    static List<Path> files(String folder, String ending) {
        try (Stream<Path> files = Files.list(PROCESSES.resolve(folder))) {
            return files.filter(f -> f.toString().endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    /** A field of each entry, {@code id}. */
    static List<String> all(JsonNode list, String field) {
        return each(list).map(n -> n.path(field).asText()).toList();
    }

    static List<String> texts(JsonNode list) {
        return each(list).map(JsonNode::asText).toList();
    }
}
