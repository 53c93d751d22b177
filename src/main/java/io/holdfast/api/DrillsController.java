package io.holdfast.api;

import io.holdfast.drill.Drill;
import io.holdfast.drill.Drills;
import io.holdfast.drill.Proofs;
import io.holdfast.drill.ScenarioOfIncident;
import io.holdfast.security.Caller;
import io.holdfast.security.Callers;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Exercises: run a scenario, see what came of it, and what is proven. */
@RestController
class DrillsController {
    private static final int MOST = 100;

    private final Drills drills;
    private final Proofs proofs;
    private final ScenarioOfIncident scenarios;
    private final Callers callers;
    private final boolean tokensApprove;

    DrillsController(
            Drills drills,
            Proofs proofs,
            ScenarioOfIncident scenarios,
            Callers callers,
            @Value("${holdfast.approvals:people}") String approvals) {
        this.drills = drills;
        this.proofs = proofs;
        this.scenarios = scenarios;
        this.callers = callers;
        this.tokensApprove = approvals.equals("tokens-too");
    }

    /**
     * @param speed {@code real-time}; absent for as fast as it can
     * @param kind {@code tabletop}: people do its tasks, now; absent for what the scenario is
     */
    record Wanted(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String scenario,

            @Nullable String speed,
            @Nullable String kind) {}

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
            @Nullable Instant endedAt,
            String stage,
            @Nullable String approvedBy,
            @Nullable String aborted) {}

    /** @param verdict {@code approve} or {@code decline} */
    record Word(@Nullable String verdict, @Nullable String because) {}

    /** A second person's word on a live exercise. */
    @PostMapping("/api/drills/{id}/decision")
    Shown decide(@PathVariable String id, @RequestBody Word word) {
        Caller caller = callers.current();
        if (caller.token() && !tokensApprove) {
            throw new AccessDeniedException("'" + caller.name()
                    + "' is a token, and only a person says yes to a live exercise (holdfast.approvals=people)");
        }
        boolean yes = "approve".equals(word.verdict());
        if (!yes && !"decline".equals(word.verdict())) {
            throw new IllegalArgumentException("'verdict' is \"approve\" or \"decline\", not '" + word.verdict() + "'");
        }
        return shown(drills.decide(id, yes, word.because() == null ? "" : word.because(), caller.actor()));
    }

    /** Breaks an exercise with people off: a live one, or a tabletop. */
    @PostMapping("/api/drills/{id}/stop")
    Shown stop(@PathVariable String id, @RequestBody Word word) {
        return shown(drills.stop(
                id,
                word.because() == null ? "" : word.because(),
                callers.current().actor()));
    }

    /** A scenario made of a past incident: two files for {@code processes/scenarios}. */
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = "application/zip", schema = @Schema(type = "string", format = "binary")))
    @GetMapping("/api/incidents/{key}/scenario.zip")
    ResponseEntity<byte[]> scenario(@PathVariable String key) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/zip"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(key + "-scenario.zip")
                                .build()
                                .toString())
                .body(scenarios.zip(key));
    }

    /** What was last proven, when and by which kind. */
    @GetMapping("/api/drills/proven")
    Page<Proofs.Proof> proven() {
        return Page.whole(proofs.all());
    }

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
        if (wanted.kind() != null) {
            if (!wanted.kind().equals("tabletop")) {
                throw new IllegalArgumentException("'kind' is \"tabletop\", or left out for a drill or live exercise,"
                        + " as the scenario says; not '" + wanted.kind() + "'");
            }
            return shown(drills.tabletop(wanted.scenario(), callers.current().actor()));
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
                d.endedAt(),
                d.stage(),
                d.approvedBy(),
                d.aborted());
    }
}
