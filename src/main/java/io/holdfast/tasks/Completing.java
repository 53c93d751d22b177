package io.holdfast.tasks;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Marks, on this thread, that a task is completed through the tasklist, where answers and rights have been checked already. */
final class Completing {
    private static final ThreadLocal<@Nullable String> BY = new ThreadLocal<>();

    private Completing() {}

    /**
     * @param by name of the person or token that completes it
     */
    static void through(String by, Runnable completion) {
        String before = BY.get();
        BY.set(by);
        try {
            completion.run();
        } finally {
            if (before == null) {
                BY.remove();
            } else {
                BY.set(before);
            }
        }
    }

    /** Who completes a task through the tasklist right now; empty where none is. */
    static Optional<String> by() {
        return Optional.ofNullable(BY.get());
    }
}
