package io.holdfast.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a vendor publishes about its requests, as an extract of ours says it; holds requests against it. */
final class PublishedApi {
    private static final Map<String, String> SHAPES = Map.of(
            "phone", "\\+[1-9][0-9]{1,14}",
            "uri", "https?://[^\\s]+",
            "number", "-?[0-9]+(\\.[0-9]+)?",
            "boolean", "true|false",
            "flag", "true|false|1|0",
            "integer", "-?[0-9]+",
            "time", "[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]+Z)?",
            "ts", "[0-9]{10}\\.[0-9]{6}",
            "conversation", "[CGD][A-Z0-9]{2,20}",
            "user", "[UW][A-Z0-9]{2,20}");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, JsonNode> operations = new TreeMap<>();

    /** Reads {@code vendors/<name>.yaml}. */
    PublishedApi(String name) {
        try (InputStream in = getClass().getResourceAsStream("/vendors/" + name + ".yaml")) {
            new YAMLMapper().readTree(Objects.requireNonNull(in)).properties().forEach(operation -> {
                operations.put(operation.getKey(), operation.getValue());
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The published operation that this request calls; null where there is none. */
    @Nullable
    String operation(String method, String path) {
        return operations.keySet().stream()
                .filter(o -> (method + " " + path)
                        .matches(o.replace(".", "\\.")
                                .replace("{AC}", "AC[0-9a-fA-F]{32}")
                                .replace("{SM}", "(SM|MM)[0-9a-fA-F]{32}")))
                .findFirst()
                .orElse(null);
    }

    /** What is wrong with a request; empty where it is as published. */
    List<String> faults(WireTap.Seen request) {
        String name = operation(request.method(), request.path());
        if (name == null) {
            return List.of(request.method() + " " + request.path() + " is not published");
        }
        List<String> faults = new ArrayList<>();
        if (request.method().equals("POST") && !request.contentType().startsWith("application/x-www-form-urlencoded")) {
            faults.add(name + ": the body is " + request.contentType() + ", not a form");
        }
        if (request.method().equals("GET") && !request.bodyFields().isEmpty()) {
            faults.add(name + ": a GET has no body");
        }
        Map<String, List<String>> given = request.method().equals("GET") ? request.query() : request.bodyFields();
        JsonNode published = Objects.requireNonNull(operations.get(name));
        JsonNode fields = published.path("fields");
        fields.properties().forEach(field -> {
            if (field.getValue().path("required").asBoolean() && !given.containsKey(field.getKey())) {
                faults.add(name + ": " + field.getKey() + " is missing");
            }
        });
        given.forEach((field, values) -> {
            if (!fields.has(field)) {
                faults.add(name + ": " + field + " is not published");
            } else {
                values.forEach(value -> check(name + ": " + field, fields.get(field), value, faults));
            }
        });
        published.path("any").forEach(set -> {
            List<String> names = new ArrayList<>();
            set.forEach(one -> names.add(one.asText()));
            if (names.stream().noneMatch(given::containsKey)) {
                faults.add(name + ": one of " + names + " must be given");
            }
        });
        return faults;
    }

    private static void check(String where, JsonNode demand, String value, List<String> faults) {
        String type = demand.path("type").asText();
        boolean fits = switch (type) {
            case "string" -> true;
            case "choice" -> {
                List<String> choices = new ArrayList<>();
                demand.path("of").forEach(one -> choices.add(one.asText()));
                yield choices.contains(value);
            }
            case "sid" -> value.matches(demand.path("prefix").asText() + "[0-9a-fA-F]{32}");
            case "json-array" -> json(value).isArray();
            case "json-object" -> json(value).isObject();
            default -> value.matches(Objects.requireNonNull(SHAPES.get(type), type));
        };
        boolean inBounds = !type.equals("integer")
                || !fits
                || (Long.parseLong(value) >= demand.path("least").asLong(Long.MIN_VALUE)
                        && Long.parseLong(value) <= demand.path("most").asLong(Long.MAX_VALUE));
        if (!fits || !inBounds || value.length() > demand.path("longest").asInt(Integer.MAX_VALUE)) {
            faults.add(where + " is no " + type + " as published: '" + value + "'");
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }
}
