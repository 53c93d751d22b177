package io.holdfast.tasks;

import io.holdfast.security.Caller;

/** Who may do a task. */
final class TaskRights {
    private TaskRights() {}

    /**
     * @param tokensApprove whether a token with scope {@code approve} may approve
     * @throws TaskRefused {@code NOT_ALLOWED}, saying who may
     */
    static void check(Task task, Caller caller, boolean tokensApprove) {
        if (caller.token()) {
            if (task.approves() && !(tokensApprove && caller.hasScope("approve"))) {
                throw new TaskRefused(
                        TaskRefused.Why.NOT_ALLOWED,
                        null,
                        tokensApprove
                                ? "'" + task.name() + "' approves something: the token needs the scope 'approve'"
                                : "'" + task.name()
                                        + "' approves something, and only a person does that (holdfast.approvals=people)");
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
