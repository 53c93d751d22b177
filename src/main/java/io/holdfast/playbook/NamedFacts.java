package io.holdfast.playbook;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which facts a table can ask at all: those whose name occurs anywhere in its file. Two questions that differ in other facts only have
 * the same answer. What looks like a name and is none costs an answer that could have been kept, never a wrong one.
 */
final class NamedFacts {
    private static final Pattern NO_NAME = Pattern.compile("[^A-Za-z0-9_]+");

    private final Map<String, Set<String>> words = new ConcurrentHashMap<>();

    /**
     * @param hash of the table's bytes
     * @return those of the facts that it names
     */
    Map<String, @Nullable Object> of(String hash, byte[] table, Map<String, @Nullable Object> facts) {
        Set<String> named = words.computeIfAbsent(hash, h -> words(new String(table, StandardCharsets.UTF_8)));
        if (named.isEmpty()) {
            return facts;
        }
        Map<String, @Nullable Object> some = new LinkedHashMap<>();
        facts.forEach((name, value) -> {
            if (named.contains(name) || NO_NAME.matcher(name).find()) {
                some.put(name, value);
            }
        });
        return some;
    }

    /** Empty where a name could be hidden in a reference to a character. */
    private static Set<String> words(String xml) {
        return xml.contains("&#") ? Set.of() : NO_NAME.splitAsStream(xml).collect(Collectors.toUnmodifiableSet());
    }
}
