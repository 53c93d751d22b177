package io.holdfast.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.resolve.Flags;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The OpenFeature Remote Evaluation Protocol over the fallback modes. */
@RestController
class FlagsController {
    private final Flags flags;

    FlagsController(Flags flags) {
        this.flags = flags;
    }

    record Evaluation(String key, Object value, String reason, String variant, Map<String, Object> metadata) {
        static Evaluation of(Flags.Value v) {
            return new Evaluation(v.key(), v.value(), v.reason(), v.variant(), Map.of());
        }
    }

    record Failure(String key, String errorCode, String errorDetails) {}

    record Bulk(List<Evaluation> flags) {}

    @PostMapping("/ofrep/v1/evaluate/flags/{key}")
    ResponseEntity<Object> one(@PathVariable String key, @RequestBody(required = false) @Nullable JsonNode body) {
        Optional<Flags.Context> context = context(body);
        if (context.isEmpty()) {
            return ResponseEntity.badRequest().body(invalid(key));
        }
        Optional<Flags.Value> value = flags.of(key, context.get());
        return value.isPresent()
                ? ResponseEntity.ok(Evaluation.of(value.get()))
                : ResponseEntity.status(404)
                        .body(new Failure(
                                key, "FLAG_NOT_FOUND", "There is no flag of this key, or it has no value now"));
    }

    @PostMapping("/ofrep/v1/evaluate/flags")
    ResponseEntity<Object> all(
            @RequestBody(required = false) @Nullable JsonNode body,
            @RequestHeader(value = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String known) {
        Optional<Flags.Context> context = context(body);
        if (context.isEmpty()) {
            return ResponseEntity.badRequest().body(invalid("*"));
        }
        List<Evaluation> all =
                flags.all(context.get()).stream().map(Evaluation::of).toList();
        CRC32C sum = new CRC32C();
        sum.update(all.toString().getBytes(StandardCharsets.UTF_8));
        String etag = "\"" + Long.toHexString(sum.getValue()) + "-" + all.size() + "\"";
        if (etag.equals(known)) {
            return ResponseEntity.status(304).eTag(etag).build();
        }
        return ResponseEntity.ok().eTag(etag).body(new Bulk(all));
    }

    private static Map<String, Object> invalid(String key) {
        Map<String, Object> failure = new LinkedHashMap<>();
        failure.put("key", key);
        failure.put("errorCode", "INVALID_CONTEXT");
        failure.put("errorDetails", "The body is {\"context\":{…}}; region, channel and segment in it are texts");
        return failure;
    }

    private static Optional<Flags.Context> context(@Nullable JsonNode body) {
        if (body == null || body.isNull()) {
            return Optional.of(new Flags.Context(null, null, null));
        }
        JsonNode context = body.path("context");
        if (!body.isObject() || !(context.isMissingNode() || context.isObject())) {
            return Optional.empty();
        }
        for (String name : List.of("region", "channel", "segment")) {
            if (context.has(name) && !context.get(name).isTextual()) {
                return Optional.empty();
            }
        }
        return Optional.of(
                new Flags.Context(text(context, "region"), text(context, "channel"), text(context, "segment")));
    }

    private static @Nullable String text(JsonNode context, String name) {
        return context.has(name) ? context.get(name).asText() : null;
    }
}
