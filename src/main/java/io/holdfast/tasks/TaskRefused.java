package io.holdfast.tasks;

import org.jspecify.annotations.Nullable;

/** Why a task was not claimed or completed. */
public final class TaskRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The kinds of refusal. */
    public enum Why {
        /** Somebody else has completed it, or it is over. */
        DONE,
        /** The caller may not. */
        NOT_ALLOWED,
        /** An answer does not fit the form. */
        WRONG_ANSWER
    }

    private final Why why;
    private final @Nullable String field;

    public TaskRefused(Why why, @Nullable String field, String message) {
        super(message);
        this.why = why;
        this.field = field;
    }

    public Why why() {
        return why;
    }

    /** The field whose answer does not fit; null where it is about the task. */
    public @Nullable String field() {
        return field;
    }
}
