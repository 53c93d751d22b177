package io.holdfast.security;

/** Who asks in the current request. */
public interface Callers {
    /**
     * @throws IllegalStateException where nobody is signed in, which the filter chain has refused before
     */
    Caller current();
}
