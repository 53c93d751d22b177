package io.holdfast.tasks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a package knows about its tasks beyond the diagram: registered as a bean by the phase that asks. */
public interface TaskFacts {
    /** Element ids of the tasks that it knows about. */
    Set<String> tasks();

    /** What is asked and why, for people; empty leaves the diagram's own documentation. */
    default Optional<String> about(TaskSubject subject) {
        return Optional.empty();
    }

    /** What happens when it is due and nobody acted; empty leaves the diagram's own property {@code onDue}. */
    default Optional<String> onDue(TaskSubject subject) {
        return Optional.empty();
    }

    /** Proposed answers by field id. */
    default Map<String, Object> proposals(TaskSubject subject) {
        return Map.of();
    }

    /** A line under a field: why this is proposed, by field id. */
    default Map<String, String> hints(TaskSubject subject) {
        return Map.of();
    }

    /**
     * Holds checked answers against what no single field tells.
     *
     * @param answers by field id, in the form's types; what was left empty is not there
     * @throws TaskRefused {@code WRONG_ANSWER} with the field's id, and what would be right
     */
    default void check(TaskSubject subject, Map<String, Object> answers) {}

    /** Choices of an enum field whose property {@code options} names {@code source}. */
    default List<Option> options(TaskSubject subject, String source) {
        return List.of();
    }
}
