package io.holdfast.api;

import io.holdfast.guard.JudgedDecisions;
import io.holdfast.guard.JudgedDecisions.Figure;
import io.holdfast.guard.JudgedDecisions.Judged;
import io.holdfast.security.Callers;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was decided by itself, what came of it, and whether it was right. */
@RestController
class DecisionsController {
    private static final int SHOWN = 50;
    private static final Duration USUAL = Duration.ofDays(28);

    private final JudgedDecisions decisions;
    private final Callers callers;
    private final Times times;

    DecisionsController(JudgedDecisions decisions, Callers callers, Times times) {
        this.decisions = decisions;
        this.callers = callers;
        this.times = times;
    }

    /** {@code did}: {@code act}, {@code ask}, {@code suggest}, {@code person}; of guardrails only. */
    record DecisionView(
            String id,
            @Nullable String incident,
            Instant at,
            String table,
            @Nullable String action,
            String rule,
            String path,
            int version,
            long playbook,
            String says,
            @Nullable String did,
            @Nullable String because,
            @Nullable String outcome,
            @Nullable VerdictView verdict,
            @Nullable Map<String, String> facts) {}

    record VerdictView(String verdict, String source, String by, Instant at, String because) {}

    /** {@code percent}: the share of right ones among those that are judged. */
    record FigureView(
            String decision,
            long right,
            long wrong,
            long open,
            @Nullable Long percent) {}

    record Judging(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String verdict,

            @Nullable String because) {}

    @GetMapping("/api/decisions")
    Page<DecisionView> list(
            @RequestParam(required = false) @Nullable String incident,
            @RequestParam(required = false) @Nullable String decision,
            @RequestParam(required = false) @Nullable String verdict,
            @RequestParam(required = false) @Nullable Instant after) {
        List<Judged> found =
                decisions.list(World.LIVE, new JudgedDecisions.Search(incident, decision, verdict, after), SHOWN + 1);
        String next = found.size() > SHOWN ? found.get(SHOWN - 1).at().toString() : null;
        return new Page<>(found.stream().limit(SHOWN).map(d -> view(d, null)).toList(), next);
    }

    @GetMapping("/api/decisions/figures")
    Page<FigureView> figures(
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to) {
        Instant until = to == null ? times.in(World.LIVE).plusSeconds(1) : to;
        Instant since = from == null ? until.minus(USUAL) : from;
        return Page.whole(decisions.figures(World.LIVE, since, until).stream()
                .map(DecisionsController::view)
                .toList());
    }

    @GetMapping("/api/decisions/{id}")
    DecisionView one(@PathVariable String id) {
        Judged found = decisions.find(id).orElseThrow(() -> new NoSuchElementException("There is no decision " + id));
        return view(found, decisions.facts(found));
    }

    @PostMapping("/api/decisions/{id}/verdict")
    DecisionView judge(@PathVariable String id, @RequestBody Judging judging) {
        if (!"right".equals(judging.verdict()) && !"wrong".equals(judging.verdict())) {
            throw new IllegalArgumentException("'verdict' is 'right' or 'wrong'");
        }
        decisions.judge(
                id,
                "right".equals(judging.verdict()),
                judging.because() == null ? "" : judging.because(),
                callers.current().actor());
        return one(id);
    }

    private static FigureView view(Figure f) {
        return new FigureView(f.asked(), f.right(), f.wrong(), f.open(), f.percent());
    }

    private static DecisionView view(Judged d, @Nullable Map<String, String> facts) {
        JudgedDecisions.Verdict v = d.verdict();
        return new DecisionView(
                d.id(),
                d.chain().equals("house") ? null : d.chain(),
                d.at(),
                d.asked(),
                d.action(),
                d.rules(),
                d.path(),
                d.version(),
                d.playbook(),
                d.says(),
                d.did(),
                d.because(),
                d.outcome(),
                v == null
                        ? null
                        : new VerdictView(v.right() ? "right" : "wrong", v.source(), v.by(), v.at(), v.because()),
                facts);
    }
}
