package io.holdfast.console;

import io.holdfast.incident.Scope;
import java.util.ArrayList;
import java.util.List;

/** A scope in words. */
final class Scopes {

    private Scopes() {}

    /** {@code eu-west · app and voice}; {@code everywhere} where nothing limits it. */
    static String words(Scope scope) {
        List<String> parts = new ArrayList<>();
        for (List<String> part : List.of(scope.regions(), scope.channels(), scope.segments())) {
            if (!part.isEmpty()) {
                parts.add(list(part));
            }
        }
        return parts.isEmpty() ? "everywhere" : String.join(" · ", parts);
    }

    /** {@code a, b and c}. */
    static String list(List<String> words) {
        return joined(words, " and ");
    }

    /** {@code a, b or c}. */
    static String or(List<String> words) {
        return joined(words, " or ");
    }

    static String joined(List<String> words, String last) {
        if (words.size() < 2) {
            return words.isEmpty() ? "" : words.get(0);
        }
        return String.join(", ", words.subList(0, words.size() - 1)) + last + words.get(words.size() - 1);
    }
}
