package io.holdfast.console;

import org.jspecify.annotations.Nullable;

/** Keys that open the board of one queue without a sign-in, for screens on the wall. */
public interface BoardKeys {

    /** Whether this key opens the board of this queue. */
    boolean opens(String queue, @Nullable String key);

    /** The key of this queue. */
    String keyOf(String queue);
}
