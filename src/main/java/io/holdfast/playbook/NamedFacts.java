package io.holdfast.playbook;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.Text;
import org.jspecify.annotations.Nullable;

/**
 * Which facts a table can ask at all: those that any of its expressions and cells names. Two questions that differ in other facts only
 * have the same answer. Where anything in the table can't be read, it is taken to name them all.
 */
final class NamedFacts {
    private final Map<String, Optional<Set<String>>> named = new ConcurrentHashMap<>();

    /**
     * @param hash of the table's bytes
     * @return those of the facts that it names
     */
    Map<String, @Nullable Object> of(String hash, byte[] table, Map<String, @Nullable Object> facts) {
        Optional<Set<String>> names = named.computeIfAbsent(hash, h -> names(table));
        if (names.isEmpty()) {
            return facts;
        }
        Map<String, @Nullable Object> some = new LinkedHashMap<>(facts);
        some.keySet().retainAll(names.get());
        return some;
    }

    private static Optional<Set<String>> names(byte[] table) {
        DmnModelInstance model = Models.table(table);
        Set<String> names = new HashSet<>();
        boolean[] unread = {false};
        for (Text text : model.getModelElementsByType(Text.class)) {
            String content = text.getTextContent().strip();
            if (content.isEmpty()) {
                continue;
            }
            Feel feel = text.getParentElement() instanceof InputEntry
                    ? Feel.unaryTests(content, wrong -> unread[0] = true)
                    : Feel.expression(content, wrong -> unread[0] = true);
            if (feel != null) {
                names.addAll(feel.mentioned());
            }
        }
        return unread[0] ? Optional.empty() : Optional.of(Set.copyOf(names));
    }
}
