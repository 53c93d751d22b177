package io.holdfast.playbook;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.holdfast.catalog.Agent;
import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Person;
import io.holdfast.catalog.Queue;
import io.holdfast.catalog.RedundancyRule;
import io.holdfast.catalog.Team;
import io.holdfast.catalog.Vendor;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads {@code processes/catalog/*.yaml}. What does not fit is told and left out, so that the rest can still be checked; without
 * faults the catalog is whole.
 */
final class CatalogReader {

    static final String FOLDER = "processes/catalog/";

    /** The top-level keys that each file has. */
    static final Map<String, List<String>> FILES = Map.of(
            "house", List.of("house", "zone", "locales", "rules"),
            "journeys", List.of("journeys"),
            "dependencies", List.of("dependencies"),
            "vendors", List.of("vendors"),
            "queues", List.of("queues"),
            "teams", List.of("teams", "people"),
            "agents", List.of("agents"));

    /** Whoever has no agents of his own needs no file of them. */
    private static final Set<String> OPTIONAL = Set.of("agents");

    private static final ObjectMapper YAML = mapper();

    /** {@code house.yaml}. */
    record House(String house, ZoneId zone, List<String> locales, List<RedundancyRule> rules) {}

    private final PlaybookFiles files;
    private final List<Fault> faults;

    private CatalogReader(PlaybookFiles files, List<Fault> faults) {
        this.files = files;
        this.faults = faults;
    }

    /**
     * @param faults to which what is wrong is added
     */
    static Catalog read(PlaybookFiles files, List<Fault> faults) {
        return new CatalogReader(files, faults).read();
    }

    private static ObjectMapper mapper() {
        ObjectMapper mapper = com.fasterxml.jackson.databind.json.JsonMapper.builder(YAMLFactory.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build())
                .addModule(new JavaTimeModule())
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)
                .build();
        mapper.configOverride(List.class).setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
        mapper.configOverride(Map.class).setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
        return mapper;
    }

    private Catalog read() {
        JsonNode houseFile = file("house");
        House house =
                convert(YamlShape.checked(houseFile, House.class, FOLDER + "house.yaml", "", faults), House.class);
        List<Journey> journeys = items("journeys", "journeys", Journey.class);
        journeys.sort(Comparator.comparingInt(Journey::protectionOrder));
        return new Catalog(
                house == null || house.house() == null ? "" : house.house(),
                house == null || house.zone() == null ? ZoneId.of("UTC") : house.zone(),
                house == null ? List.of() : house.locales(),
                List.copyOf(journeys),
                List.copyOf(items("dependencies", "dependencies", Dependency.class)),
                List.copyOf(items("vendors", "vendors", Vendor.class)),
                List.copyOf(items("queues", "queues", Queue.class)),
                List.copyOf(items("teams", "teams", Team.class)),
                List.copyOf(items("teams", "people", Person.class)),
                house == null ? List.of() : house.rules(),
                List.copyOf(items("agents", "agents", Agent.class)));
    }

    private final Map<String, JsonNode> trees = new java.util.HashMap<>();

    private JsonNode file(String name) {
        return trees.computeIfAbsent(name, this::parse);
    }

    private JsonNode parse(String name) {
        String path = FOLDER + name + ".yaml";
        if (!files.has(path) && OPTIONAL.contains(name)) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (!files.has(path)) {
            faults.add(new Fault(
                    path,
                    null,
                    "The file is missing.",
                    "Write it, with " + String.join(", ", FILES.getOrDefault(name, List.of())) + " at its top."));
            return JsonNodeFactory.instance.objectNode();
        }
        JsonNode tree = yaml(path, files, faults);
        if (tree == null) {
            return JsonNodeFactory.instance.objectNode();
        }
        SchemaCheck.check(path, tree, files, faults);
        return tree;
    }

    /** The file as a tree; null, and a fault, where it is no YAML or no mapping. */
    static @org.jspecify.annotations.Nullable ObjectNode yaml(String path, PlaybookFiles files, List<Fault> faults) {
        try {
            JsonNode tree = YAML.readTree(files.bytes(path));
            if (tree instanceof ObjectNode object) {
                return object;
            }
            faults.add(
                    new Fault(path, null, "It holds no mapping at its top.", "Begin with a line such as 'journeys:'."));
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String what = problem(e);
            faults.add(new Fault(
                    path,
                    at == null ? null : "line " + at.getLineNr(),
                    "It is no YAML: " + what + ".",
                    "Mend that line; it is often an indentation, a missing space after a colon or a missing quote."));
        } catch (IOException e) {
            faults.add(new Fault(path, null, "It can't be read: " + e.getMessage() + ".", "Write it anew, as UTF-8."));
        }
        return null;
    }

    private static String problem(JsonProcessingException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof org.yaml.snakeyaml.error.MarkedYAMLException yaml) {
                return yaml.getProblem();
            }
        }
        return e.getOriginalMessage().strip().split("\\R")[0];
    }

    private <T> List<T> items(String file, String key, Class<T> type) {
        List<T> items = new ArrayList<>();
        String path = FOLDER + file + ".yaml";
        JsonNode tree = file(file);
        if (!files.has(path) || tree.isEmpty()) {
            return items;
        }
        if (!faults.stream().anyMatch(f -> f.path().equals(path) && "top".equals(f.place()))) {
            YamlShape.onlyKeys((ObjectNode) tree, FILES.getOrDefault(file, List.of()), path, "top", faults);
        }
        JsonNode list = tree.path(key);
        if (!list.isArray()) {
            faults.add(new Fault(
                    path, key, "There is no list here.", "Write '" + key + ":' and its items, each with '- '."));
            return items;
        }
        int index = 0;
        for (JsonNode item : list) {
            String place = key + "[" + YamlShape.name(item, index) + "]";
            if (item instanceof ObjectNode object && type == Journey.class) {
                // a mode's journey is the one that it stands in
                object.path("modes").forEach(mode -> {
                    if (mode instanceof ObjectNode m && !m.has("journey")) {
                        m.put("journey", object.path("id").asText());
                    }
                });
            }
            JsonNode checked = YamlShape.checked(item, type, path, place, faults);
            T value = convert(checked, type);
            if (value != null) {
                items.add(value);
            }
            index++;
        }
        return items;
    }

    static <T> @org.jspecify.annotations.Nullable T convert(JsonNode tree, Class<T> type) {
        try {
            return YAML.treeToValue(tree, type);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new IllegalStateException("The shape check let through what does not fit " + type.getSimpleName(), e);
        }
    }
}
