package io.holdfast.tasks;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of a task's form.
 *
 * @param type {@code string}, {@code text}, {@code long}, {@code boolean}, {@code date} or {@code enum}
 * @param options of an enum; empty otherwise
 * @param value the proposed answer; null where there is none
 * @param hint one line under the field: why this is proposed; null where there is none
 */
public record Field(
        String id,
        String label,
        String type,
        boolean required,
        List<Option> options,
        @Nullable Object value,
        @Nullable String hint) {}
