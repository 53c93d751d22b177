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
        @Nullable String hint) {
    private static final int LONGEST = 20_000;
    private static final int LONGEST_MESSAGE = 1_600;

    /** The language of its words, {@code en}; null where it does not stand once per language. */
    public @Nullable String language() {
        int dot = id.lastIndexOf('.');
        return dot < 0 ? null : id.substring(dot + 1);
    }

    /** The most characters that its words may have: what stands once per language may leave as a text message, and none takes more. */
    public int longest() {
        return language() == null ? LONGEST : LONGEST_MESSAGE;
    }
}
