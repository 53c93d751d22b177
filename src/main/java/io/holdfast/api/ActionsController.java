package io.holdfast.api;

import io.holdfast.learn.Actions;
import io.holdfast.security.Callers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Follow-ups of incidents, until they are done. */
@RestController
class ActionsController {
    private static final int PAGE = 100;

    private final Actions actions;
    private final Callers callers;

    ActionsController(Actions actions, Callers callers) {
        this.actions = actions;
        this.callers = callers;
    }

    /** A new one. */
    record Wanted(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String incident,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String what,

            @Nullable String owner,
            @Nullable LocalDate dueOn,
            @Nullable String link) {}

    /** What is changed; all three become what is given. */
    record Change(
            @Nullable String owner,
            @Nullable LocalDate dueOn,
            @Nullable String link) {}

    @Operation(summary = "What was agreed to be done, the overdue ones first")
    @GetMapping("/api/actions")
    Page<Actions.Action> list(
            @Parameter(description = "open (if left out), overdue, done or all")
                    @RequestParam(required = false)
                    @Nullable
                    String state,
            @RequestParam(required = false) @Nullable String owner,
            @RequestParam(required = false) @Nullable String incident,
            @RequestParam(defaultValue = "0") int after) {
        int skip = Math.max(0, after);
        List<Actions.Action> found =
                actions.list(new Actions.Search(Actions.Show.of(state), owner, incident), skip, PAGE + 1);
        return new Page<>(
                found.stream().limit(PAGE).toList(), found.size() > PAGE ? String.valueOf(skip + PAGE) : null);
    }

    @Operation(summary = "Agrees on one more action of an incident")
    @PostMapping("/api/actions")
    @ResponseStatus(HttpStatus.CREATED)
    Actions.Action add(@RequestBody Wanted wanted) {
        if (wanted.incident() == null || wanted.what() == null) {
            throw new IllegalArgumentException(
                    "'incident' and 'what' are needed: after which incident, and what is to be done");
        }
        return one(actions.add(
                wanted.incident(),
                wanted.what(),
                wanted.owner(),
                wanted.dueOn(),
                wanted.link(),
                callers.current().actor()));
    }

    @Operation(summary = "Gives it to somebody, moves its date, or names its page in the tracker")
    @PostMapping("/api/actions/{id}")
    Actions.Action change(@PathVariable String id, @RequestBody Change change) {
        actions.change(
                id,
                change.owner(),
                change.dueOn(),
                change.link(),
                callers.current().actor());
        return one(id);
    }

    @Operation(summary = "It is done")
    @PostMapping("/api/actions/{id}/done")
    Actions.Action done(@PathVariable String id) {
        actions.done(id, callers.current().actor());
        return one(id);
    }

    @Operation(summary = "It was not done after all")
    @PostMapping("/api/actions/{id}/undone")
    Actions.Action undone(@PathVariable String id) {
        actions.undone(id, callers.current().actor());
        return one(id);
    }

    private Actions.Action one(String id) {
        return actions.find(id).orElseThrow(() -> new NoSuchElementException("There is no action " + id));
    }
}
