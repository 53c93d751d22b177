package io.holdfast.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list of the public API.
 *
 * @param next cursor to pass as {@code ?after=}; null at the end
 */
record Page<T>(List<T> items, @Nullable String next) {
    static <T> Page<T> whole(List<T> items) {
        return new Page<>(items, null);
    }
}
