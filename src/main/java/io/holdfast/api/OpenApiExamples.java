package io.holdfast.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;

/**
 * One full example per answer. It is a file of {@code openapi/} on the class path: by the record that is answered with, or by the method
 * where it answers with a map; a list is made of one. What is answered when something is wrong is the same for all.
 */
@Component
class OpenApiExamples implements OperationCustomizer {
    private static final String JSON_TYPE = "application/json";
    private static final String CSV = "text/csv";

    private final ObjectMapper json;

    OpenApiExamples(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod call) {
        operation.getResponses().forEach((status, answer) -> {
            if (status.startsWith("2") && answer.getContent() != null) {
                answer.getContent().forEach((type, content) -> example(type, content, call));
            }
        });
        wrong(operation.getResponses());
        request(operation, call);
        return operation;
    }

    private void example(String type, MediaType content, HandlerMethod call) {
        if (content.getExample() != null) {
            return;
        }
        if (type.equals(JSON_TYPE)) {
            answer(call).ifPresent(content::setExample);
        } else if (type.equals(CSV)) {
            text(controller(call) + ".csv").ifPresent(content::setExample);
        }
    }

    /** Empty for what is no JSON. */
    Optional<JsonNode> answer(HandlerMethod call) {
        Optional<JsonNode> own = read(method(call));
        Type type = answered(call);
        if (own.isPresent() || !(type instanceof ParameterizedType || type instanceof Class<?>)) {
            return own;
        }
        if (type instanceof ParameterizedType list && list.getRawType() == Page.class) {
            return list.getActualTypeArguments()[0] instanceof Class<?> item ? of(item).map(this::page) : own;
        }
        return type instanceof Class<?> one ? of(one) : own;
    }

    /** What a method answers with, whatever it is wrapped in. */
    static Type answered(HandlerMethod call) {
        Type type = call.getReturnType().getGenericParameterType();
        return type instanceof ParameterizedType wrapped && wrapped.getRawType() == ResponseEntity.class
                ? wrapped.getActualTypeArguments()[0]
                : type;
    }

    private Optional<JsonNode> of(Class<?> type) {
        return read(OpenApiTypes.name(type));
    }

    private JsonNode page(JsonNode item) {
        ObjectNode page = json.createObjectNode();
        page.putArray("items").add(item);
        page.putNull("next");
        return page;
    }

    private void request(Operation operation, HandlerMethod call) {
        Optional<JsonNode> example = read(method(call) + ".request");
        if (example.isEmpty()) {
            return;
        }
        RequestBody body = operation.getRequestBody();
        if (body == null || body.getContent() == null) {
            // read by hand
            body = new RequestBody().required(true).content(new Content());
            operation.setRequestBody(body);
        }
        MediaType content = body.getContent().computeIfAbsent(JSON_TYPE, type -> new MediaType());
        if (content.getSchema() == null || "string".equals(type(content.getSchema()))) {
            JsonSchema any = new JsonSchema();
            any.setTypes(Set.of(example.get().isArray() ? "array" : "object"));
            content.setSchema(any);
        }
        content.setExample(example.get());
    }

    private static String type(Schema<?> schema) {
        return schema.getTypes() == null || schema.getTypes().isEmpty()
                ? String.valueOf(schema.getType())
                : schema.getTypes().iterator().next();
    }

    private void wrong(ApiResponses answers) {
        JsonSchema problem = new JsonSchema();
        problem.setTypes(Set.of("object"));
        for (String name : new String[] {"type", "title", "detail", "instance"}) {
            problem.addProperty(name, new JsonSchema().types(Set.of("string")));
        }
        problem.addProperty("status", new JsonSchema().types(Set.of("integer")));
        MediaType content = new MediaType();
        content.setSchema(problem);
        content.setExample(json.valueToTree(Map.of(
                "type",
                "about:blank",
                "title",
                "There is no such thing",
                "status",
                404,
                "detail",
                "There is no incident INC-99",
                "instance",
                "/api/incidents/INC-99")));
        answers.addApiResponse(
                "default",
                new ApiResponse()
                        .description("What was wrong, and what would be right (RFC 9457)")
                        .content(new Content().addMediaType("application/problem+json", content)));
    }

    private static String method(HandlerMethod call) {
        return controller(call) + "." + call.getMethod().getName();
    }

    private static String controller(HandlerMethod call) {
        return OpenApiTypes.name(call.getBeanType());
    }

    private Optional<JsonNode> read(String name) {
        return text(name + ".json").map(text -> {
            try {
                return json.readTree(text);
            } catch (IOException e) {
                throw new UncheckedIOException("openapi/" + name + ".json is no JSON", e);
            }
        });
    }

    private static Optional<String> text(String file) {
        try (InputStream in = OpenApiExamples.class.getResourceAsStream("/openapi/" + file)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
