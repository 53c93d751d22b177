package io.holdfast.tasks;

import org.jspecify.annotations.Nullable;

/** Is told, within the transaction, when a task begins or ends: so that it reaches its people, and leaves them alone afterwards. */
public interface TaskWatcher {
    /** A task has been created. */
    void created(Task task);

    /**
     * A task is over.
     *
     * @param name what the task is called, as people were asked
     * @param by who completed it; null where the process took it away
     */
    void over(String id, String key, String name, String incident, @Nullable String ref, @Nullable String by);
}
