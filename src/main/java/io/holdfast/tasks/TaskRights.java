package io.holdfast.tasks;

import io.holdfast.security.Approvals;
import io.holdfast.security.Caller;

/** Who may do a task. */
final class TaskRights {
    private TaskRights() {}

    /**
     * @throws TaskRefused {@code NOT_ALLOWED}, saying who may
     */
    static void check(Task task, Caller caller, Approvals approvals) {
        if (caller.token()) {
            if (task.approves()) {
                approvals
                        .refusal(caller, "'" + task.name() + "' approves something")
                        .ifPresent(why -> {
                            throw new TaskRefused(TaskRefused.Why.NOT_ALLOWED, null, why);
                        });
            }
            return;
        }
        if (!task.groups().isEmpty() && !caller.inAny(task.groups())) {
            throw new TaskRefused(
                    TaskRefused.Why.NOT_ALLOWED,
                    null,
                    "'" + task.name() + "' is for " + String.join(" or ", task.groups()) + ", and you are not");
        }
    }
}
