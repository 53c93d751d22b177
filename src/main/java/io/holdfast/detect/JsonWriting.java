package io.holdfast.detect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/** What a mapping made, as JSON text. */
final class JsonWriting {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private JsonWriting() {}

    static String text(@Nullable Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            // A mapping may give a function or another value that is no JSON; its words are better than nothing.
            return String.valueOf(value);
        }
    }
}
