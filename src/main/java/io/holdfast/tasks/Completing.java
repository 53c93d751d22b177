package io.holdfast.tasks;

/** Marks, on this thread, that a task is completed through the tasklist, where answers and rights have been checked already. */
final class Completing {
    private static final ThreadLocal<Boolean> THROUGH = ThreadLocal.withInitial(() -> false);

    private Completing() {}

    static void through(Runnable completion) {
        boolean before = THROUGH.get();
        THROUGH.set(true);
        try {
            completion.run();
        } finally {
            THROUGH.set(before);
        }
    }

    static boolean isThrough() {
        return THROUGH.get();
    }
}
