package io.holdfast.catalog;

/** One of the four things that customers feel. A journey's state is its four lights, always in this order. */
public enum Light {
    /** Can they reach us? */
    REACHABILITY,
    /** Can they prove who they are? */
    IDENTITY,
    /** Do we know their case? */
    CONTEXT,
    /** Can they finish? */
    COMPLETION;

    /** The word of the public contract: {@code reachability}, {@code identity}, {@code context}, {@code completion}. */
    public String id() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
