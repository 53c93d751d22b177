package io.holdfast.api;

import io.holdfast.learn.Change;
import io.holdfast.learn.Changes;
import io.holdfast.security.Caller;
import io.holdfast.tasks.Field;
import io.holdfast.tasks.Task;
import io.holdfast.tasks.TaskRefused;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Emergency changes that nobody has judged yet, as tasks of the tasklist: their ids are the changes'. They are no user tasks of the
 * engine, since who may judge depends on who wrote it; so nobody claims one.
 */
@Component
class JudgementTasks {
    private static final List<Field> FORM = List.of(
            new Field("keep", "Was it right? Then it stays", "boolean", true, List.of(), null, null),
            new Field("because", "Why?", "text", true, List.of(), null, null));

    private final Changes changes;

    JudgementTasks(Changes changes) {
        this.changes = changes;
    }

    /** Those that are open; with {@code incident} those of that incident. */
    List<Task> open(@Nullable String incident) {
        return changes.waiting().stream()
                .filter(Change::wantsJudgement)
                .filter(c -> incident == null || incident.equals(c.incident()))
                .map(JudgementTasks::task)
                .toList();
    }

    /** Whether this is the id of a change. */
    boolean owns(String id) {
        return id.startsWith("CHG-");
    }

    Optional<Task> find(String id) {
        return changes.find(id).filter(Change::wantsJudgement).map(JudgementTasks::task);
    }

    /**
     * The judgement.
     *
     * @throws TaskRefused where an answer does not fit, or it is judged already
     */
    void complete(String id, Map<String, ?> answers, Caller by) {
        if (!(answers.get("keep") instanceof Boolean keep)) {
            throw new TaskRefused(TaskRefused.Why.WRONG_ANSWER, "keep", "'keep' is true, or false to take it back");
        }
        if (!(answers.get("because") instanceof String because) || because.isBlank()) {
            throw new TaskRefused(TaskRefused.Why.WRONG_ANSWER, "because", "'because' says why");
        }
        changes.judge(id, keep, because.strip(), by);
    }

    private static Task task(Change change) {
        boolean back = change.state() == Change.State.ROLLED_BACK;
        return new Task(
                change.id(),
                "judgeChange",
                "Judge the emergency change",
                String.valueOf(change.incident()),
                change.id(),
                null,
                Changes.APPROVERS,
                change.by() + " put it in force at once" + (back ? ", and took it back" : "") + ": " + change.because()
                        + " Somebody else says whether that was right.",
                change.proposedAt(),
                null,
                null,
                true,
                FORM);
    }
}
