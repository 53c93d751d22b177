package io.holdfast.api;

import io.holdfast.drill.Drill;
import io.holdfast.drill.Drills;
import io.holdfast.security.Callers;
import java.time.Instant;
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

/** Exercises: run a scenario, and see what came of it. */
@RestController
class DrillsController {
    private static final int MOST = 100;

    private final Drills drills;
    private final Callers callers;

    DrillsController(Drills drills, Callers callers) {
        this.drills = drills;
        this.callers = callers;
    }

    /** @param speed {@code real-time}; absent for as fast as it can */
    record Wanted(@Nullable String scenario, @Nullable String speed) {}

    record Expectation(
            String text,
            String outcome,
            @Nullable String why,
            @Nullable Instant metAt) {}

    /**
     * @param incident key of its first incident; null while there is none
     * @param begins when it begins, by its own clock
     * @param clock where its own clock stands
     */
    record Shown(
            String id,
            String kind,
            String scenario,
            String name,
            String state,
            @Nullable String incident,
            List<String> incidents,
            List<Expectation> expectations,
            @Nullable String problem,
            long playbook,
            Instant begins,
            Instant clock,
            String by,
            Instant startedAt,
            @Nullable Instant endedAt) {}

    @PostMapping("/api/drills")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Shown start(@RequestBody Wanted wanted) {
        if (wanted.scenario() == null || wanted.scenario().isBlank()) {
            throw new IllegalArgumentException("'scenario' names a file of processes/scenarios, without its ending");
        }
        if (wanted.speed() != null && !wanted.speed().equals("real-time")) {
            throw new IllegalArgumentException(
                    "'speed' is \"real-time\", or left out for as fast as it can, not '" + wanted.speed() + "'");
        }
        return shown(drills.start(
                wanted.scenario(), wanted.speed() != null, callers.current().actor()));
    }

    @GetMapping("/api/drills")
    Page<Shown> list(@RequestParam(required = false) @Nullable String after) {
        Long before = after == null ? null : number(after);
        List<Shown> items = drills.list(before, MOST + 1).stream()
                .map(DrillsController::shown)
                .toList();
        return items.size() <= MOST
                ? Page.whole(items)
                : new Page<>(items.subList(0, MOST), items.get(MOST - 1).id());
    }

    private static Long number(String id) {
        try {
            return Long.valueOf(id.replaceFirst("^DRILL-", ""));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'after' is the 'next' of the page before, not '" + id + "'", e);
        }
    }

    @GetMapping("/api/drills/{id}")
    Shown one(@PathVariable String id) {
        return drills.find(id)
                .map(DrillsController::shown)
                .orElseThrow(() -> new NoSuchElementException("There is no drill " + id));
    }

    private static Shown shown(Drill d) {
        return new Shown(
                d.id(),
                d.kind(),
                d.scenario(),
                d.name(),
                d.state().id(),
                d.incidents().isEmpty() ? null : d.incidents().get(0),
                d.incidents(),
                d.expectations().stream()
                        .map(e -> new Expectation(e.text(), e.outcome(), e.why(), e.metAt()))
                        .toList(),
                d.problem(),
                d.playbook(),
                d.begins(),
                d.clock(),
                d.by(),
                d.startedAt(),
                d.endedAt());
    }
}
