package io.holdfast.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What {@code GET /api/openapi.json} says is what the calls do. */
interface DescribedApi {
    Set<String> UNSHOWN = Set.of("text/event-stream", "application/zip", "text/html", "text/plain", "application/xml");

    JsonNode described() throws Exception;

    ObjectMapper json();

    OpenApiExamples examples();

    RequestMappingHandlerMapping mappings();

    private static void each(JsonNode described, BiConsumer<String, JsonNode> operation) {
        described
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> operation.accept(method.getKey() + " " + path.getKey(), method.getValue())));
    }

    @Test
    default void everyAnswerHasOneFullExampleAndAMediaTypeOfItsOwn() throws Exception {
        List<String> wanting = new ArrayList<>();
        List<String> shown = new ArrayList<>();
        each(
                described(),
                (call, operation) -> operation
                        .path("responses")
                        .properties()
                        .forEach(answer -> answer.getValue()
                                .path("content")
                                .properties()
                                .forEach(content -> {
                                    String type = content.getKey();
                                    boolean example = content.getValue().has("example");
                                    if (type.contains("*") || !example && !UNSHOWN.contains(type)) {
                                        wanting.add(call + " " + answer.getKey() + " " + type);
                                    }
                                    shown.add(call);
                                })));
        assertThat(wanting).isEmpty();
        assertThat(shown).hasSizeGreaterThan(100);
    }

    @Test
    default void everyExampleHasExactlyTheFieldsOfWhatIsAnswered() {
        ObjectMapper strict = json().copy()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
        List<String> wrong = new ArrayList<>();
        int read = 0;
        for (HandlerMethod call : calls()) {
            Type type = OpenApiExamples.answered(call);
            JsonNode example = examples().answer(call).orElse(null);
            if (example == null || !(type instanceof Class<?> || isPage(type)) || type == Object.class) {
                continue;
            }
            try {
                strict.readerFor(strict.constructType(type)).readValue(example);
                read++;
            } catch (java.io.IOException | IllegalArgumentException e) {
                wrong.add(call.getShortLogMessage() + ": " + e.getMessage());
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(read).isGreaterThan(50);
    }

    @Test
    default void everyRecordIsDescribedAsItIsAndNoTwoShareAName() throws Exception {
        JsonNode schemas = described().path("components").path("schemas");
        List<String> wrong = new ArrayList<>();
        for (HandlerMethod call : calls()) {
            Type type = OpenApiExamples.answered(call);
            if (type instanceof ParameterizedType page && isPage(type)) {
                type = page.getActualTypeArguments()[0];
            }
            if (!(type instanceof Class<?> record) || !record.isRecord()) {
                continue;
            }
            JsonNode schema = schemas.path(OpenApiTypes.name(record));
            Set<String> fields = new TreeSet<>();
            schema.path("properties").fieldNames().forEachRemaining(fields::add);
            Set<String> own = new TreeSet<>(Arrays.stream(record.getRecordComponents())
                    .map(RecordComponent::getName)
                    .toList());
            if (!fields.equals(own)) {
                wrong.add(OpenApiTypes.name(record) + " has " + own + ", and is said to have " + fields);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(required(schemas, "Users.Shown"))
                .contains("username", "roles")
                .doesNotContain("password");
        assertThat(required(schemas, "Users.Wanted")).containsExactly("username");
        assertThat(required(schemas, "Modes.Wanted")).containsExactlyInAnyOrder("mode", "because");
        assertThat(required(schemas, "Reports.Reported")).containsExactly("because");
        assertThat(required(schemas, "MessageHands.Correction")).containsExactlyInAnyOrder("texts", "because");
    }

    private static List<String> required(JsonNode schemas, String name) {
        return StreamSupport.stream(schemas.path(name).path("required").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    @Test
    default void everyFileOfExamplesIsShownSomewhere() throws Exception {
        String described = described().toString();
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/openapi"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
                assertThat(described)
                        .as(file.toString())
                        .contains(json().readTree(Files.readString(file)).toString());
            }
        }
    }

    private List<HandlerMethod> calls() {
        return mappings().getHandlerMethods().entrySet().stream()
                .filter(e -> e.getKey().getPatternValues().stream()
                        .anyMatch(p -> p.startsWith("/api/") || p.startsWith("/ofrep/")))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static boolean isPage(Type type) {
        return type instanceof ParameterizedType generic && generic.getRawType() == Page.class;
    }
}
