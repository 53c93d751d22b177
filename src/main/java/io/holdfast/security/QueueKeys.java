package io.holdfast.security;

import org.jspecify.annotations.Nullable;

/** Keys that open the board of one queue without a sign-in, for screens on the wall. */
public interface QueueKeys {

    /** The key of this queue, for {@code /floor/{queue}?key=}. */
    String keyOf(String queue);

    /** Whether this key opens the board of this queue. */
    boolean opens(String queue, @Nullable String key);

    /** Gives the queue a new key; screens with the old one are shut out. */
    void change(String queue, Caller by);
}
