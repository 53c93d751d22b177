package io.holdfast.api;

import io.holdfast.playbook.Playbooks;
import io.holdfast.scorecard.FigureKind;
import io.holdfast.scorecard.Periods;
import io.holdfast.scorecard.Scorecards;
import io.holdfast.scorecard.Scorecards.Question;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The figures, and the incidents behind each. */
@RestController
class ScorecardController {
    private static final int PAGE = 50;
    private static final String CSV = "text/csv";

    private final Scorecards scorecards;
    private final Playbooks playbooks;
    private final Times times;

    ScorecardController(Scorecards scorecards, Playbooks playbooks, Times times) {
        this.scorecards = scorecards;
        this.playbooks = playbooks;
        this.times = times;
    }

    @Operation(
            summary = "The figures of a time: of 90 days where nothing is said",
            description =
                    "As JSON; with 'Accept: text/csv', or as /api/scorecard.csv, as a table. What each figure is made of"
                            + " stands in docs/scorecard.md.")
    @GetMapping(path = "/api/scorecard", produces = MediaType.APPLICATION_JSON_VALUE)
    ScorecardView json(
            @Parameter(description = "a day (from its beginning) or an instant", example = "2026-09-01")
                    @RequestParam(required = false)
                    @Nullable
                    String from,
            @Parameter(description = "a day (to its end) or an instant", example = "2026-11-30")
                    @RequestParam(required = false)
                    @Nullable
                    String to,
            @Parameter(description = "journey, vendor, team, severity or month", example = "vendor")
                    @RequestParam(required = false)
                    @Nullable
                    String by) {
        return ScorecardView.of(scorecards.of(question(from, to, by)));
    }

    @GetMapping(path = "/api/scorecard", produces = CSV)
    String csv(
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String by) {
        return ScorecardCsv.of(scorecards.of(question(from, to, by)));
    }

    @Operation(summary = "The same as a table, for who can't say what he accepts")
    @GetMapping(path = "/api/scorecard.csv", produces = CSV)
    String file(
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String by) {
        return csv(from, to, by);
    }

    @Operation(summary = "The incidents behind a figure, those that weigh most first, those that it leaves out last")
    @GetMapping("/api/scorecard/incidents")
    Page<Scorecards.Line> behind(
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String by,
            @Parameter(description = "the id of a group of 'by'") @RequestParam(required = false) @Nullable
                    String group,
            @Parameter(example = "time-to-restore") @RequestParam(required = false) @Nullable String figure,
            @RequestParam(defaultValue = "0") int after) {
        int skip = Math.max(0, after);
        Scorecards.Behind behind = scorecards.behind(question(from, to, by), group, kind(figure), skip, PAGE);
        int seen = skip + behind.lines().size();
        return new Page<>(behind.lines(), seen < behind.of() ? String.valueOf(seen) : null);
    }

    private Question question(@Nullable String from, @Nullable String to, @Nullable String by) {
        return Periods.of(from, to, by, playbooks.current(World.LIVE).catalog().zone(), times.in(World.LIVE));
    }

    private static @Nullable FigureKind kind(@Nullable String figure) {
        return figure == null || figure.isBlank()
                ? null
                : FigureKind.of(figure)
                        .orElseThrow(() -> new IllegalArgumentException("There is no figure '" + figure
                                + "'; there are "
                                + Arrays.stream(FigureKind.values())
                                        .map(FigureKind::id)
                                        .collect(Collectors.joining(", "))));
    }
}
