package io.holdfast.console;

/** Keys that open the board of one queue without a sign-in, for screens on the wall. */
public interface BoardKeys {

    /** Whether this key opens the board of this queue. */
    boolean opens(String queue, String key);

    /** The key of this queue. */
    String keyOf(String queue);
}
