package io.holdfast.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.resolve.Flags;
import java.io.IOException;
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

/** The OpenFeature Remote Evaluation Protocol over modes, agents and paths. */
@RestController
class FlagsController {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What of a context chooses. */
    private static final List<String> ASKED = List.of("targetingKey", "journey", "region", "channel", "segment");

    private final Flags flags;
    private final FlagStream stream;

    FlagsController(Flags flags, FlagStream stream) {
        this.flags = flags;
        this.stream = stream;
    }

    record Evaluation(String key, Object value, String reason, String variant, Map<String, Object> metadata) {
        static Evaluation of(Flags.Value v) {
            return new Evaluation(v.key(), v.value(), v.reason(), v.variant(), Map.of());
        }
    }

    record Failure(String key, String errorCode, String errorDetails, Map<String, Object> metadata) {
        Failure(String key, String errorCode, String errorDetails) {
            this(key, errorCode, errorDetails, Map.of());
        }
    }

    /** Where a client hears of changes; the address is opaque to it. */
    record EventStream(String type, String url) {}

    record Bulk(List<Object> flags, List<EventStream> eventStreams, Map<String, Object> metadata) {}

    private static Object told(Flags.Value value) {
        return value.errorCode() == null
                ? Evaluation.of(value)
                : new Failure(value.key(), value.errorCode(), value.reason());
    }

    @PostMapping("/ofrep/v1/evaluate/flags/{key}")
    ResponseEntity<Object> one(@PathVariable String key, @RequestBody(required = false) byte @Nullable [] body) {
        Optional<Flags.Context> context = context(body);
        if (context.isEmpty()) {
            return ResponseEntity.badRequest().body(invalid(key));
        }
        Optional<Flags.Value> value = flags.of(key, context.get());
        return value.isPresent()
                ? ResponseEntity.status(value.get().errorCode() == null ? 200 : 400)
                        .body(told(value.get()))
                : ResponseEntity.status(404)
                        .body(new Failure(
                                key, "FLAG_NOT_FOUND", "There is no flag of this key, or it has no value now"));
    }

    @PostMapping("/ofrep/v1/evaluate/flags")
    ResponseEntity<Object> all(
            @RequestBody(required = false) byte @Nullable [] body,
            @RequestHeader(value = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String known) {
        Optional<Flags.Context> context = context(body);
        if (context.isEmpty()) {
            return ResponseEntity.badRequest().body(invalid(null));
        }
        List<Object> all =
                flags.all(context.get()).stream().map(FlagsController::told).toList();
        CRC32C sum = new CRC32C();
        sum.update(all.toString().getBytes(StandardCharsets.UTF_8));
        // Its address changes from day to day: who is told that nothing has changed would go on with one that is no
        // longer good.
        String address = stream.address();
        sum.update(address.getBytes(StandardCharsets.UTF_8));
        String etag = "\"" + Long.toHexString(sum.getValue()) + "-" + all.size() + "\"";
        if (known != null && known.contains(etag)) {
            return ResponseEntity.status(304).eTag(etag).build();
        }
        Bulk bulk = new Bulk(all, List.of(new EventStream("sse", address)), Map.of("version", flags.version()));
        return ResponseEntity.ok().eTag(etag).body(bulk);
    }

    private static Map<String, Object> invalid(@Nullable String key) {
        Map<String, Object> failure = new LinkedHashMap<>();
        if (key != null) {
            failure.put("key", key);
        }
        failure.put("errorCode", "INVALID_CONTEXT");
        failure.put("errorDetails", "The body is {\"context\":{…}}; " + String.join(", ", ASKED) + " in it are texts");
        return failure;
    }

    // Read here and not by the framework: what does not read is answered in the protocol's own words.
    private static Optional<Flags.Context> context(byte @Nullable [] body) {
        if (body == null || body.length == 0) {
            return Optional.of(new Flags.Context(null, null, null, null, null));
        }
        JsonNode read;
        try {
            read = JSON.readTree(body);
        } catch (IOException e) {
            return Optional.empty();
        }
        JsonNode context = read.path("context");
        if (!read.isObject() || !(context.isMissingNode() || context.isObject())) {
            return Optional.empty();
        }
        for (String name : ASKED) {
            if (context.hasNonNull(name) && !context.get(name).isTextual()) {
                return Optional.empty();
            }
        }
        return Optional.of(new Flags.Context(
                text(context, "targetingKey"),
                text(context, "journey"),
                text(context, "region"),
                text(context, "channel"),
                text(context, "segment")));
    }

    private static @Nullable String text(JsonNode context, String name) {
        return context.hasNonNull(name) ? context.get(name).asText() : null;
    }
}
