package io.holdfast.tasks;

import io.holdfast.security.Caller;
import io.holdfast.time.World;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tasklist. */
public interface Tasks {
    /** All open tasks of the worlds in which people work, the one due first first; with {@code incident} those of that incident. */
    List<Task> open(@Nullable String incident);

    /** The open tasks of a drill's world, in a fixed order: nobody sees them but whoever drives it. */
    List<Waiting> rehearsed(World world);

    /** An open task of a drill, whole. */
    Optional<Task> rehearsed(World world, String id);

    /** An open task by its id, with its key and its incident. */
    record Waiting(String id, String key, String incident) {}

    /**
     * Completes a task of a drill, as somebody who may.
     *
     * @throws TaskRefused where an answer does not fit
     */
    void rehearse(World world, String id, Map<String, ?> answers, Caller caller);

    /** An open task. */
    Optional<Task> find(String id);

    /**
     * Makes a person its assignee.
     *
     * @throws java.util.NoSuchElementException where there is no such task
     * @throws TaskRefused where he may not, or somebody else has it
     */
    void claim(String id, Caller caller);

    /**
     * Checks the answers against the form, stores them and moves the process on, in one transaction.
     *
     * @param answers by field id
     * @throws java.util.NoSuchElementException where there was never such a task
     * @throws TaskRefused where it is done already, the caller may not, or an answer does not fit
     */
    void complete(String id, Map<String, ?> answers, Caller caller);

    /**
     * Completes several tasks of one incident in this order, in one transaction, as the one decision of a card. A task that is over
     * meanwhile is left out.
     *
     * @param answers by task id, in order
     * @return ids of those that were completed
     * @throws TaskRefused as above; then none is completed
     */
    List<String> completeAll(String incident, Map<String, Map<String, ?>> answers, Caller caller);
}
