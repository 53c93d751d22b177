package io.holdfast.api;

import io.holdfast.scorecard.Figure;
import io.holdfast.scorecard.Scorecard;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The scorecard as the public contract shows it. */
record ScorecardView(
        Instant from,
        Instant to,

        @Schema(description = "Zone of days and months", example = "Europe/London")
        String zone,

        @Schema(description = "How median and p90 are taken", example = "nearest-rank")
        String percentile,

        @Schema(description = "What the groups are, or null", example = "vendor") @Nullable
        String by,

        @Schema(description = "Incidents of this time that are in no figure")
        Scorecard.Apart apart,

        @Schema(description = "Over all real incidents of this time")
        GroupView all,

        List<GroupView> groups,

        @Schema(description = "Fallbacks in live exercises and sandbox drills, never mixed with real ones")
        List<Scorecard.Exercise> exercises,

        @Schema(description = "How often what raised an alarm was a real incident")
        List<NoiseView> noise,

        @Schema(description = "Who was paged, and how often outside working hours")
        List<Scorecard.Load> load,

        @Schema(description = "Incidents that have ended and are not in it yet", example = "0")
        long notCounted) {

    /** {@code id} is empty where it is not known. */
    record GroupView(
            String id, String name, long incidents, List<FigureView> figures, List<Scorecard.JourneyImpact> impact) {}

    /** {@code unit}: seconds, minutes, customer-minutes, count, share. */
    record FigureView(
            @Schema(example = "time-to-restore") String id,
            @Schema(example = "Until it worked again") String name,
            @Schema(example = "seconds") String unit,

            @Schema(description = "How many values it is made of", example = "37")
            long count,

            @Schema(description = "Of how many it could not be made", example = "2")
            long leftOut,

            @Schema(example = "1860.0") @Nullable Double median,
            @Schema(example = "5400.0") @Nullable Double p90,

            @Schema(description = "Of a share: of how many it holds") @Nullable
            Long yes,

            @Nullable Double share,

            @Schema(description = "Of minutes: all of them, at least and at most")
            Figure.@Nullable Range sum,

            @Schema(
                    description = "The incidents behind it",
                    example = "/api/scorecard/incidents?figure=time-to-restore")
            @Nullable
            String incidents) {}

    record NoiseView(String kind, String source, long alarms, long real, double precision) {}

    static ScorecardView of(Scorecard card) {
        return new ScorecardView(
                card.from(),
                card.to(),
                card.zone().getId(),
                "nearest-rank",
                card.by() == Scorecard.By.NONE ? null : card.by().id(),
                card.apart(),
                group(card.all(), card.from(), card.to(), null),
                card.groups().stream()
                        .map(g -> group(g, card.from(), card.to(), card.by()))
                        .toList(),
                card.exercises(),
                card.noise().stream()
                        .map(n -> new NoiseView(n.kind(), n.source(), n.alarms(), n.real(), n.precision()))
                        .toList(),
                card.load(),
                card.notCounted());
    }

    /** @param by what it is a group of; null for all */
    static GroupView group(Scorecard.Group group, Instant from, Instant to, Scorecard.@Nullable By by) {
        String time = "&from=" + from + "&to=" + to;
        String where = by == null ? time : time + "&by=" + by.id() + "&group=" + group.id();
        return new GroupView(
                group.id(),
                group.name(),
                group.incidents(),
                group.figures().stream().map(f -> figure(f, where)).toList(),
                group.impact());
    }

    private static FigureView figure(Figure f, String where) {
        return new FigureView(
                f.kind().id(),
                f.kind().words(),
                f.kind().unit().id(),
                f.count(),
                f.leftOut(),
                f.median(),
                f.p90(),
                f.yes(),
                f.share(),
                f.sum(),
                f.kind().ofReadings()
                        ? null
                        : "/api/scorecard/incidents?figure=" + f.kind().id() + where);
    }
}
