package io.holdfast.playbook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds a YAML tree against the record that it becomes: unknown, missing and mistyped fields are told, and taken out. */
final class YamlShape {

    private final String path;
    private final List<Fault> faults;

    private YamlShape(String path, List<Fault> faults) {
        this.path = path;
        this.faults = faults;
    }

    /** The tree without what does not fit, so that it converts. */
    static JsonNode checked(JsonNode tree, Class<?> type, String path, String place, List<Fault> faults) {
        JsonNode fits = new YamlShape(path, faults).fitting(tree, type, place);
        return fits == null ? JsonNodeFactory.instance.objectNode() : fits;
    }

    static void onlyKeys(ObjectNode tree, List<String> known, String path, String place, List<Fault> faults) {
        tree.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                faults.add(new Fault(
                        path,
                        place,
                        "'" + field + "' is unknown here.",
                        Suggestion.of(field, known, "Remove it; known are " + String.join(", ", known) + ".")));
            }
        });
    }

    /** How a list's item is called in a place: by its id where it has one. */
    static String name(JsonNode item, int index) {
        for (String id : List.of("id", "username", "metric")) {
            if (item.path(id).isTextual()) {
                return item.path(id).asText();
            }
        }
        return String.valueOf(index + 1);
    }

    private @Nullable JsonNode fitting(JsonNode node, Type type, String place) {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == List.class
                    ? list(node, generic.getActualTypeArguments()[0], place)
                    : map(node, generic.getActualTypeArguments()[1], place);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            return object(node, plain, place);
        }
        return scalar(node, plain, place);
    }

    private @Nullable JsonNode object(JsonNode node, Class<?> type, String place) {
        if (!(node instanceof ObjectNode tree)) {
            return wrong(place, "There is no mapping here.", "Write its fields, one a line, as 'name: value'.");
        }
        RecordComponent[] components = type.getRecordComponents();
        List<String> known =
                Arrays.stream(components).map(RecordComponent::getName).toList();
        if (type == CatalogReader.House.class || !place.isEmpty()) {
            onlyKeys(tree, known, path, place.isEmpty() ? "top" : place, faults);
        }
        ObjectNode fits = JsonNodeFactory.instance.objectNode();
        for (RecordComponent component : components) {
            String name = component.getName();
            String at = place.isEmpty() ? name : place + "." + name;
            JsonNode value = tree.get(name);
            if (value == null || value.isNull()) {
                if (required(component)) {
                    faults.add(new Fault(
                            path, at, "It is missing.", "Write '" + name + ": " + example(component.getType()) + "'."));
                }
                continue;
            }
            JsonNode good = fitting(value, component.getGenericType(), at);
            if (good != null) {
                fits.set(name, good);
            }
        }
        return fits;
    }

    private static boolean required(RecordComponent component) {
        Class<?> type = component.getType();
        return type != boolean.class
                && type != List.class
                && type != Map.class
                && !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static String example(Class<?> type) {
        if (type == Duration.class) {
            return "PT5M";
        }
        if (type == int.class) {
            return "1";
        }
        return type.isEnum() ? words(type).get(0) : "…";
    }

    private JsonNode list(JsonNode node, Type of, String place) {
        ArrayNode fits = JsonNodeFactory.instance.arrayNode();
        if (!node.isArray()) {
            wrong(place, "There is no list here.", "Write '[one, two]', or its items one a line, each with '- '.");
            return fits;
        }
        int index = 0;
        for (JsonNode item : node) {
            JsonNode good = fitting(item, of, place + "[" + name(item, index) + "]");
            if (good != null) {
                fits.add(good);
            }
            index++;
        }
        return fits;
    }

    private JsonNode map(JsonNode node, Type of, String place) {
        ObjectNode fits = JsonNodeFactory.instance.objectNode();
        if (!node.isObject()) {
            wrong(place, "There is no mapping here.", "Write 'name: value', one a line, as 'en: …'.");
            return fits;
        }
        node.fields().forEachRemaining(field -> {
            JsonNode good =
                    of == Object.class ? field.getValue() : fitting(field.getValue(), of, place + "." + field.getKey());
            if (good != null) {
                fits.set(field.getKey(), good);
            }
        });
        return fits;
    }

    private @Nullable JsonNode scalar(JsonNode node, Class<?> type, String place) {
        if (node.isContainerNode()) {
            return wrong(place, "There is more than one value here.", "Write one value.");
        }
        String text = node.asText();
        if (type == String.class) {
            return text.isBlank()
                    ? wrong(place, "It is empty.", "Write something, or remove the line where it may be left out.")
                    : JsonNodeFactory.instance.textNode(text);
        }
        if (type == boolean.class) {
            return node.isBoolean()
                    ? node
                    : wrong(place, "'" + text + "' is neither yes nor no.", "Write true or false.");
        }
        if (type == int.class || type == Integer.class) {
            return node.isInt()
                    ? node
                    : wrong(place, "'" + text + "' is no whole number.", "Write a number such as 1.");
        }
        if (type == Duration.class) {
            return duration(node, text, place);
        }
        if (type == ZoneId.class) {
            try {
                ZoneId.of(text);
                return node;
            } catch (DateTimeException e) {
                return wrong(place, "'" + text + "' is no time zone.", "Write a name such as Europe/London.");
            }
        }
        List<String> words = words(type);
        return words.contains(text)
                ? node
                : wrong(
                        place,
                        "'" + text + "' is unknown here.",
                        Suggestion.of(text, words, "Write one of: " + String.join(", ", words) + "."));
    }

    private @Nullable JsonNode duration(JsonNode node, String text, String place) {
        String remedy = "Write an ISO 8601 duration such as PT30S, PT5M or PT8H.";
        try {
            if (node.isTextual()
                    && !Duration.parse(text).isNegative()
                    && !Duration.parse(text).isZero()) {
                return node;
            }
            return wrong(place, "'" + text + "' is no length of time.", remedy);
        } catch (DateTimeException e) {
            return wrong(place, "'" + text + "' is no length of time.", remedy);
        }
    }

    private static List<String> words(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(c -> c.toString().toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private @Nullable JsonNode wrong(String place, String what, String remedy) {
        faults.add(new Fault(path, place, what, remedy));
        return null;
    }
}
