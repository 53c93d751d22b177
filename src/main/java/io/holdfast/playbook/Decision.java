package io.holdfast.playbook;

import io.holdfast.evidence.Actor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a table answered.
 *
 * @param path the table's file
 * @param version the file's own version
 * @param playbook the playbook's number
 * @param rows outputs of the matching rules, in the hit policy's order; empty where none matched
 * @param rules ids of the matching rules, as many as rows
 */
public record Decision(String path, int version, long playbook, List<Map<String, Object>> rows, List<String> rules) {

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The first matching rule's output of that name; null where no rule matched or the cell is empty. */
    public @Nullable Object first(String output) {
        return rows.isEmpty() ? null : rows.get(0).get(output);
    }

    /**
     * The first matching rule's output as text.
     *
     * @throws IllegalStateException where no rule matched, naming the table
     */
    public String text(String output) {
        Object value = first(output);
        if (value == null) {
            throw new IllegalStateException(
                    path + " (playbook " + playbook + ") gives no '" + output + "' for these facts");
        }
        return value.toString();
    }

    /** The first matching rule's output as a duration; {@code otherwise} where there is none. */
    public Duration duration(String output, Duration otherwise) {
        return first(output) instanceof Duration duration ? duration : otherwise;
    }

    /** The first matching rule's output as yes or no; no where there is none. */
    public boolean yes(String output) {
        return Boolean.TRUE.equals(first(output));
    }

    /** The rule that decided, for the record. */
    public Actor.Rule rule() {
        return rule(0);
    }

    /** The rule behind row {@code index}, for the record. */
    public Actor.Rule rule(int index) {
        return new Actor.Rule(path, version, index < rules.size() ? rules.get(index) : null, playbook);
    }
}
