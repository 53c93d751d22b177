package io.holdfast.console;

import io.holdfast.catalog.Light;
import io.holdfast.scorecard.Figure;
import io.holdfast.scorecard.FigureKind;
import io.holdfast.scorecard.Scorecard;
import io.holdfast.scorecard.Scorecard.By;
import io.holdfast.scorecard.Scorecard.Group;
import io.holdfast.scorecard.Scorecard.JourneyImpact;
import io.holdfast.scorecard.Scorecards;
import io.holdfast.scorecard.Scorecards.Question;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Is it going better? The figures, and the incidents behind each. */
@Controller
class ScorecardPages {
    private static final int LISTED = 50;
    private static final int NOISIEST = 12;

    private final Scorecards scorecards;
    private final Periodical periods;
    private final ScorecardCharts charts;
    private final House house;

    ScorecardPages(Scorecards scorecards, Periodical periods, ScorecardCharts charts, House house) {
        this.scorecards = scorecards;
        this.periods = periods;
        this.charts = charts;
        this.house = house;
    }

    /**
     * A figure as a line of a table.
     *
     * @param main half of them, or the share
     * @param p90 nine of ten; empty for shares
     * @param behind whether there are incidents behind it
     */
    record Row(String id, String name, String main, String p90, String made, boolean behind) {}

    /** Figures that belong together. */
    record Block(String name, List<Row> rows) {}

    /** One group in the table of groups. */
    record GroupRow(
            String id,
            String name,
            long incidents,
            String detect,
            String acknowledge,
            String restore,
            String restoreP90,
            String minutes,
            String customers,
            String repeated) {}

    /** A journey's minutes. */
    record ImpactRow(
            String name,
            String minutes,
            String unknown,
            String customers,
            boolean estimated,
            String cost,
            @Nullable String source,
            int bar,
            List<LightRow> lights) {}

    /** What raised alarms. */
    record NoiseRow(String kind, String source, String precision, String of) {}

    record LightRow(String name, String minutes, String customers) {}

    @GetMapping("/scorecard")
    String scorecard(
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String by,
            Model model,
            HttpServletResponse response) {
        Periodical.Asked asked = periods.read(from, to, by);
        if (asked.problem() != null) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            model.addAttribute("problem", asked.problem());
        }
        Question q = asked.question();
        Scorecard card = scorecards.of(q);
        List<Group> months =
                q.by() == By.MONTH ? card.groups() : scorecards.groups(new Question(q.from(), q.to(), By.MONTH));
        model.addAttribute("asked", asked);
        model.addAttribute("card", card);
        model.addAttribute("sentence", sentence(card));
        model.addAttribute("blocks", blocks(card.all()));
        model.addAttribute(
                "groups", card.groups().stream().map(ScorecardPages::groupRow).toList());
        model.addAttribute("impact", impact(card.all()));
        model.addAttribute("apart", apart(card.apart()));
        model.addAttribute(
                "noise",
                card.noise().stream()
                        .limit(NOISIEST)
                        .map(n -> new NoiseRow(
                                n.kind(),
                                n.source(),
                                FigureWords.percent(n.precision()),
                                FigureWords.number(n.real()) + " of " + FigureWords.number(n.alarms())))
                        .toList());
        model.addAttribute("charts", charts.of(card.all(), months));
        model.addAttribute(
                "bys", Arrays.stream(By.values()).filter(b -> b != By.NONE).toList());
        return "scorecard";
    }

    private static String sentence(Scorecard card) {
        Group all = card.all();
        if (all.incidents() == 0) {
            return "No real incident in this time.";
        }
        String many =
                all.incidents() == 1 ? "One real incident" : FigureWords.number(all.incidents()) + " real incidents";
        Figure restore = all.figure(FigureKind.TIME_TO_RESTORE).orElse(null);
        return restore == null || restore.median() == null
                ? many + " in this time."
                : many + (all.incidents() == 1 ? "; it worked again within " : "; half of them worked again within ")
                        + FigureWords.length(restore.median()) + ".";
    }

    private static final List<List<FigureKind>> TOGETHER = List.of(
            List.of(
                    FigureKind.TIME_TO_DETECT,
                    FigureKind.LEAD_TIME,
                    FigureKind.TIME_TO_ACKNOWLEDGE,
                    FigureKind.TIME_TO_MITIGATE,
                    FigureKind.TIME_TO_RESTORE),
            List.of(
                    FigureKind.TIME_TO_AGENTS,
                    FigureKind.TIME_TO_CUSTOMERS,
                    FigureKind.DECISIONS,
                    FigureKind.CADENCE_KEPT,
                    FigureKind.DELIVERED),
            List.of(
                    FigureKind.IMPACT_MINUTES,
                    FigureKind.CUSTOMER_IMPACT_MINUTES,
                    FigureKind.AUTHENTICATION,
                    FigureKind.AUTHENTICATION_UNDER_LOAD,
                    FigureKind.CONTEXT_CONTINUITY,
                    FigureKind.BOT_CONTAINMENT,
                    FigureKind.BOT_FALLBACK),
            List.of(
                    FigureKind.REPEATED_IN_30_DAYS,
                    FigureKind.REPEATED_IN_90_DAYS,
                    FigureKind.FAILOVER,
                    FigureKind.REVIEWS_IN_TIME,
                    FigureKind.ACTIONS_IN_TIME,
                    FigureKind.AUDITED),
            List.of(FigureKind.VENDOR_NOTICE, FigureKind.VENDOR_ANSWER, FigureKind.ANSWERED_IN_TIME));
    private static final List<String> NAMES = List.of(
            "How fast?", "Who was told, and when?", "What did customers feel?", "Do we learn?", "And the vendors?");

    private static List<Block> blocks(Group group) {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < TOGETHER.size(); i++) {
            blocks.add(new Block(
                    NAMES.get(i),
                    TOGETHER.get(i).stream()
                            .flatMap(k -> group.figure(k).stream())
                            .map(ScorecardPages::row)
                            .toList()));
        }
        return blocks;
    }

    static Row row(Figure f) {
        FigureKind kind = f.kind();
        boolean share = kind.unit() == FigureKind.Unit.SHARE;
        return new Row(
                kind.id(),
                kind.words(),
                share
                        ? f.share() == null ? FigureWords.NOT_KNOWN : FigureWords.percent(f.share())
                        : FigureWords.value(kind, f.median()),
                share ? "" : FigureWords.value(kind, f.p90()),
                FigureWords.made(f),
                !kind.ofReadings() && f.count() + f.leftOut() > 0);
    }

    private static GroupRow groupRow(Group g) {
        return new GroupRow(
                g.id(),
                g.name(),
                g.incidents(),
                median(g, FigureKind.TIME_TO_DETECT),
                median(g, FigureKind.TIME_TO_ACKNOWLEDGE),
                median(g, FigureKind.TIME_TO_RESTORE),
                g.figure(FigureKind.TIME_TO_RESTORE)
                        .map(f -> FigureWords.value(f.kind(), f.p90()))
                        .orElse(""),
                FigureWords.length(
                        g.impact().stream().mapToDouble(JourneyImpact::minutes).sum() * 60),
                g.figure(FigureKind.CUSTOMER_IMPACT_MINUTES)
                        .map(f -> FigureWords.range(f.sum()))
                        .orElse(""),
                g.figure(FigureKind.REPEATED_IN_30_DAYS)
                        .map(f -> f.share() == null ? FigureWords.NOT_KNOWN : FigureWords.percent(f.share()))
                        .orElse(""));
    }

    private static String median(Group g, FigureKind kind) {
        return g.figure(kind).map(f -> FigureWords.value(kind, f.median())).orElse("");
    }

    static List<ImpactRow> impact(Group group) {
        double most = group.impact().stream()
                .mapToDouble(JourneyImpact::minutes)
                .max()
                .orElse(0);
        return group.impact().stream()
                .map(j -> new ImpactRow(
                        j.name(),
                        FigureWords.length(j.minutes() * 60),
                        j.unknownMinutes() == 0 ? "" : FigureWords.length(j.unknownMinutes() * 60),
                        FigureWords.range(j.customers()),
                        j.customers() != null && j.customers().estimated(),
                        j.cost() == null ? "" : FigureWords.money(j.cost(), j.currency()),
                        j.source(),
                        most == 0 ? 0 : (int) Math.round(100 * j.minutes() / most),
                        j.lights().stream()
                                .map(l -> new LightRow(
                                        Lamps.question(Light.valueOf(l.light().toUpperCase(java.util.Locale.ROOT))),
                                        FigureWords.length(l.minutes() * 60),
                                        FigureWords.range(l.customers())))
                                .toList()))
                .toList();
    }

    private static String apart(Scorecard.Apart a) {
        List<String> parts = new ArrayList<>();
        part(parts, a.exercises(), "exercise");
        part(parts, a.falseAlarms(), "false alarm");
        part(parts, a.cancelled(), "cancelled");
        part(parts, a.declined(), "declined");
        String apart = parts.isEmpty() ? "" : "Not in these figures: " + String.join(", ", parts) + ".";
        return a.merged() == 0
                ? apart
                : (apart + " " + FigureWords.number(a.merged())
                                + (a.merged() == 1 ? " was" : " were")
                                + " merged and count with the one that they turned out to be.")
                        .strip();
    }

    private static void part(List<String> parts, long n, String name) {
        if (n > 0) {
            boolean plural = n != 1 && (name.equals("exercise") || name.equals("false alarm"));
            parts.add(FigureWords.number(n) + " " + name + (plural ? "s" : ""));
        }
    }

    /** An incident behind a figure. */
    record Line(Scorecards.Line line, String value, String cause) {}

    @GetMapping("/scorecard/incidents")
    String behind(
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String by,
            @RequestParam(required = false) @Nullable String group,
            @RequestParam(required = false) @Nullable String figure,
            @RequestParam(defaultValue = "0") int skip,
            Model model) {
        Periodical.Asked asked = periods.read(from, to, by);
        FigureKind kind = figure == null || figure.isBlank()
                ? null
                : FigureKind.of(figure)
                        .filter(k -> !k.ofReadings())
                        .orElseThrow(() ->
                                new NoSuchElementException("There is no figure of incidents called '" + figure + "'."));
        int from0 = Math.max(0, skip);
        Scorecards.Behind behind = scorecards.behind(asked.question(), group, kind, from0, LISTED);
        model.addAttribute("asked", asked);
        model.addAttribute("kind", kind);
        model.addAttribute("group", group);
        model.addAttribute("behind", behind);
        model.addAttribute(
                "lines", behind.lines().stream().map(l -> line(l, kind)).toList());
        model.addAttribute("next", from0 + LISTED < behind.of() ? from0 + LISTED : null);
        return "scorecard-incidents";
    }

    private Line line(Scorecards.Line l, @Nullable FigureKind kind) {
        String value = "";
        if (kind != null) {
            value = l.of() != null && l.value() != null
                    ? FigureWords.number(l.value()) + " of " + l.of()
                    : l.value() == null ? "left out" : FigureWords.value(kind, l.value());
        }
        String cause = l.cause() == null
                ? "cause not known"
                : house.catalog().dependency(l.cause()).map(d -> d.name()).orElse(l.cause());
        return new Line(l, value, cause);
    }
}
