package io.holdfast.tasks;

import io.holdfast.evidence.Actor;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody answered.
 *
 * @param values by field id: String, Long or Boolean
 */
public record Answer(
        String incident, String key, @Nullable String ref, Actor by, Instant at, Map<String, Object> values) {
    /** The answer to that field as text; null where it was left empty. */
    public @Nullable String text(String field) {
        Object value = values.get(field);
        return value == null || value.toString().isBlank() ? null : value.toString();
    }

    /** Whether that field was answered with yes. */
    public boolean yes(String field) {
        return Boolean.TRUE.equals(values.get(field));
    }
}
