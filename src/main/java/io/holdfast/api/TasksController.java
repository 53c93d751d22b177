package io.holdfast.api;

import io.holdfast.security.Callers;
import io.holdfast.tasks.Field;
import io.holdfast.tasks.Task;
import io.holdfast.tasks.Tasks;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The tasklist, for machines. */
@RestController
class TasksController {
    private final Tasks tasks;
    private final JudgementTasks judgements;
    private final Callers callers;

    TasksController(Tasks tasks, JudgementTasks judgements, Callers callers) {
        this.tasks = tasks;
        this.judgements = judgements;
        this.callers = callers;
    }

    /** A task as the contract shows it. */
    record TaskView(
            String id,
            String key,
            String name,
            String incident,
            @Nullable String ref,
            @Nullable String assignee,
            List<String> groups,
            String about,
            @Nullable Instant dueAt,
            @Nullable String onDue,
            boolean approves,
            List<Field> fields) {
        static TaskView of(Task t) {
            return new TaskView(
                    t.id(),
                    t.key(),
                    t.name(),
                    t.incident(),
                    t.ref(),
                    t.assignee(),
                    t.groups(),
                    t.about(),
                    t.dueAt(),
                    t.onDue(),
                    t.approves(),
                    t.fields());
        }
    }

    @GetMapping("/api/tasks")
    Page<TaskView> list(@RequestParam(required = false) @Nullable String incident) {
        return Page.whole(Stream.concat(tasks.open(incident).stream(), judgements.open(incident).stream())
                .map(TaskView::of)
                .toList());
    }

    @GetMapping("/api/tasks/{id}")
    TaskView one(@PathVariable String id) {
        return TaskView.of((judgements.owns(id) ? judgements.find(id) : tasks.find(id))
                .orElseThrow(() -> new NoSuchElementException("There is no open task " + id)));
    }

    @PostMapping("/api/tasks/{id}/claim")
    TaskView claim(@PathVariable String id) {
        if (judgements.owns(id)) {
            throw new IllegalStateException("Nobody takes a judgement for himself: whoever may judges it");
        }
        tasks.claim(id, callers.current());
        return one(id);
    }

    @PostMapping("/api/tasks/{id}/complete")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void complete(@PathVariable String id, @RequestBody(required = false) @Nullable Map<String, Object> answers) {
        Map<String, Object> given = answers == null ? Map.of() : answers;
        if (judgements.owns(id)) {
            judgements.complete(id, given, callers.current());
        } else {
            tasks.complete(id, given, callers.current());
        }
    }
}
