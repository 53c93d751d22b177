package io.holdfast.updates;

import java.util.Map;

/** Says what would go out if the fallbacks that words promise are left off, for those who decide on both at once. */
public interface WordsWithout {

    /**
     * The words of an open draft as they are drawn while none of the modes that are asked for is switched.
     *
     * @param draft what the task {@code approveUpdate} is about
     * @return per locale; empty where there is no such draft
     */
    Map<String, String> modes(String draft);
}
