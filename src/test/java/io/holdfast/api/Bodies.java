package io.holdfast.api;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every call of the API with bodies that fit it but for one place: as its own records say what it reads. */
final class Bodies {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .configure(JsonWriteFeature.ESCAPE_NON_ASCII, true)
            .build();

    /** What lets a call go on past its first check. */
    private static final Map<String, String> FITTING = Map.ofEntries(
            Map.entry("because", "\"a test\""),
            Map.entry("journeys", "[\"sign-in\"]"),
            Map.entry("mode", "\"security-questions\""),
            Map.entry("username", "\"max\""),
            Map.entry("roles", "[\"viewer\"]"),
            Map.entry("password", "null"),
            Map.entry("newPassword", "false"),
            Map.entry("scopes", "[\"read\"]"),
            Map.entry("name", "\"fuzzed\""),
            Map.entry("severity", "\"SEV3\""),
            Map.entry("state", "\"off\""),
            Map.entry("texts", "{\"en\":\"words\"}"),
            Map.entry("verdict", "\"right\""),
            Map.entry("link", "\"https://example.org\""),
            Map.entry("phone", "\"+34600111222\""),
            Map.entry("email", "\"max@example.org\""),
            Map.entry("path", "\"processes/decisions/severity.dmn\""));

    /** What is put in one place after the other. */
    private static final List<String> ODD = List.of(
            "null",
            "[null]",
            "{\"a\":null}",
            "[{}]",
            "[[null]]",
            "7",
            "-1.5e300",
            "true",
            "\"\"",
            "\"a\\u0000b\"",
            "\"\\ud800\"",
            "\"" + "long ".repeat(4_000) + "\"");

    private Bodies() {}

    /** A call that is there. */
    record Call(String method, String pattern, HandlerMethod handler) {

        String path(String incident) {
            return pattern.replace("{key}", incident)
                    .replace("{journey}", "sign-in")
                    .replace("{mode}", "security-questions")
                    .replace("{agent}", "some-agent")
                    .replaceAll("\\{\\*[^}]*}", "/processes/decisions/severity.dmn")
                    .replace("//", "/")
                    .replaceAll("\\{[^}]*}", "1");
        }

        String pathWith(String value) {
            return pattern.replaceAll("\\{\\*[^}]*}", "/" + value)
                    .replace("//", "/")
                    .replaceAll("\\{[^}]*}", value);
        }

        List<String> parameters() {
            List<String> names = new ArrayList<>();
            for (MethodParameter parameter : handler.getMethodParameters()) {
                if (parameter.hasParameterAnnotation(RequestParam.class)) {
                    parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
                    names.add(parameter.getParameterName());
                }
            }
            return names;
        }

        List<String> bodies(String incident) {
            for (MethodParameter parameter : handler.getMethodParameters()) {
                if (parameter.hasParameterAnnotation(RequestBody.class)
                        && parameter.getParameterType() != byte[].class) {
                    JsonNode whole = fitting(parameter.getGenericParameterType(), "", incident);
                    List<String> bodies = new ArrayList<>(ODD);
                    bodies.add(written(whole));
                    each(whole, whole, bodies::add);
                    return bodies;
                }
            }
            return List.of();
        }
    }

    static List<Call> calls(RequestMappingHandlerMapping mappings) {
        return all(mappings, call -> !call.method().equals("GET"));
    }

    static List<Call> reads(RequestMappingHandlerMapping mappings) {
        return all(
                mappings, call -> call.method().equals("GET") && !call.pattern().contains("event-stream"));
    }

    private static List<Call> all(RequestMappingHandlerMapping mappings, java.util.function.Predicate<Call> wanted) {
        List<Call> calls = new ArrayList<>();
        mappings.getHandlerMethods()
                .forEach((info, handler) -> info.getPatternValues().stream()
                        .filter(p -> p.startsWith("/api/") && !p.contains("openapi"))
                        .forEach(p -> info.getMethodsCondition().getMethods().stream()
                                .map(m -> new Call(m.name(), p, handler))
                                .filter(wanted)
                                .forEach(calls::add)));
        calls.sort(Comparator.comparing(Call::pattern).thenComparing(Call::method));
        return calls;
    }

    private static JsonNode fitting(Type type, String name, String incident) {
        if (name.equals("incident")) {
            return JsonNodeFactory.instance.textNode(incident);
        }
        if (FITTING.containsKey(name)) {
            return read(FITTING.get(name));
        }
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            return Collection.class.isAssignableFrom(raw)
                    ? JsonNodeFactory.instance
                            .arrayNode()
                            .add(fitting(generic.getActualTypeArguments()[0], "", incident))
                    : read("{\"a\":\"x\"}");
        }
        Class<?> raw = (Class<?>) type;
        if (raw.isRecord()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            Arrays.stream(raw.getRecordComponents())
                    .map(RecordComponent::getName)
                    .forEach(n -> object.set(n, JsonNodeFactory.instance.nullNode()));
            for (RecordComponent component : raw.getRecordComponents()) {
                object.set(component.getName(), fitting(component.getGenericType(), component.getName(), incident));
            }
            return object;
        }
        if (raw == Boolean.class) {
            return read("true");
        }
        if (raw == Long.class || raw == Integer.class) {
            return read("1");
        }
        if (raw == Instant.class) {
            return read("\"2026-01-31T09:00:00Z\"");
        }
        return raw == LocalDate.class ? read("\"2026-01-31\"") : read("\"x\"");
    }

    /** The whole with something odd in each of its places, one at a time. */
    private static void each(JsonNode whole, JsonNode at, Consumer<String> body) {
        if (at instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                JsonNode before = object.get(name);
                for (String odd : ODD) {
                    object.set(name, read(odd));
                    body.accept(written(whole));
                }
                object.remove(name);
                body.accept(written(whole));
                object.set(name, before);
                each(whole, before, body);
            }
        } else if (at instanceof com.fasterxml.jackson.databind.node.ArrayNode list && !list.isEmpty()) {
            JsonNode before = list.get(0);
            for (String odd : ODD) {
                list.set(0, read(odd));
                body.accept(written(whole));
            }
            list.set(0, before);
            each(whole, before, body);
        }
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (java.io.IOException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static String written(JsonNode body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (java.io.IOException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
