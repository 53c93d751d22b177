package io.holdfast.console;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Indicator;
import io.holdfast.catalog.Mode;
import io.holdfast.catalog.Scenario;
import io.holdfast.drill.Drill;
import io.holdfast.drill.Drills;
import io.holdfast.drill.Proofs;
import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Timeline;
import io.holdfast.playbook.Playbooks;
import io.holdfast.security.Callers;
import io.holdfast.time.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Exercises: what can be drilled, what came of it, and one drill from beginning to end. */
@Controller
class DrillPages {
    private static final List<String> MAY = List.of("resilience-lead", "commander");
    private static final int LOOKED_AT = 200;
    private static final int TREND = 10;
    private static final int LINES = 2_000;

    private final Drills drills;
    private final Proofs proofs;
    private final Playbooks playbooks;
    private final Timeline timeline;
    private final Callers callers;

    DrillPages(Drills drills, Proofs proofs, Playbooks playbooks, Timeline timeline, Callers callers) {
        this.drills = drills;
        this.proofs = proofs;
        this.playbooks = playbooks;
        this.timeline = timeline;
        this.callers = callers;
    }

    /**
     * A scenario with its last runs.
     *
     * @param last null where it was never run
     * @param trend what came of the last ones, the oldest first: shapes with their words
     * @param verdict which shape stands before the words
     */
    record Row(String id, Scenario scenario, @Nullable Drill last, String verdict, String words, List<Run> trend) {}

    /** One of the last runs. */
    record Run(String id, String verdict, String words) {}

    @GetMapping("/drills")
    String all(Model model) {
        List<Drill> runs = drills.list(null, LOOKED_AT).stream()
                .filter(d -> !d.by().equals("replay"))
                .toList();
        List<Row> rows = new ArrayList<>();
        Map<String, Scenario> scenarios = playbooks.current(World.LIVE).scenarios();
        scenarios.forEach((id, scenario) -> {
            Optional<Drill> last =
                    runs.stream().filter(d -> d.scenario().equals(id)).findFirst();
            rows.add(new Row(
                    id,
                    scenario,
                    last.orElse(null),
                    last.map(DrillPages::verdict).orElse("later"),
                    last.map(DrillPages::words).orElse("Never run"),
                    trend(runs, id)));
        });
        model.addAttribute("rows", rows);
        model.addAttribute("proofs", proofs.all());
        model.addAttribute("hand", callers.current().inAny(MAY));
        return "drills";
    }

    private static List<Run> trend(List<Drill> runs, String scenario) {
        List<Run> trend = new ArrayList<>(runs.stream()
                .filter(d -> d.scenario().equals(scenario))
                .limit(TREND)
                .map(d -> new Run(d.id(), verdict(d), words(d)))
                .toList());
        Collections.reverse(trend);
        return trend.size() < 2 ? List.of() : trend;
    }

    private static String verdict(Drill drill) {
        return switch (drill.state()) {
            case PASSED -> "good";
            case FAILED -> "bad";
            case RUNNING -> "now";
            case ABORTED -> "unknown";
        };
    }

    private static String words(Drill drill) {
        long met = drill.expectations().stream()
                .filter(e -> e.outcome().equals("passed"))
                .count();
        return switch (drill.state()) {
            case PASSED -> "Passed: all of " + drill.expectations().size();
            case FAILED -> "Failed: " + met + " of " + drill.expectations().size() + " came true";
            case RUNNING ->
                switch (drill.stage()) {
                    case "asked" -> "Waits for a yes";
                    case "waiting" -> "Waits for its window";
                    case "clearing" -> "Is being put back";
                    default -> "Running";
                };
            case ABORTED -> "Broken off";
        };
    }

    @PostMapping("/drills/{scenario}/run")
    String run(@PathVariable String scenario, RedirectAttributes said) {
        if (!callers.current().inAny(MAY)) {
            throw new AccessDeniedException("Exercises are started by resilience leads and commanders");
        }
        Drill drill;
        try {
            drill = drills.start(scenario, false, callers.current().actor());
        } catch (IllegalStateException e) {
            said.addFlashAttribute("problem", e.getMessage());
            return "redirect:/drills";
        }
        said.addFlashAttribute(
                "said",
                drill.kind().equals("live")
                        ? drill.id() + " waits for a second person's yes; nothing is switched before."
                        : drill.id() + " is running. Nobody real is told anything.");
        return "redirect:/drills/" + drill.id();
    }

    @PostMapping("/drills/{scenario}/tabletop")
    String tabletop(@PathVariable String scenario, RedirectAttributes said) {
        if (!callers.current().inAny(MAY)) {
            throw new AccessDeniedException("Exercises are started by resilience leads and commanders");
        }
        Drill drill;
        try {
            drill = drills.tabletop(scenario, callers.current().actor());
        } catch (IllegalStateException | IllegalArgumentException e) {
            said.addFlashAttribute("problem", e.getMessage());
            return "redirect:/drills";
        }
        said.addFlashAttribute(
                "said",
                drill.id() + " begins now. Its tasks are in everybody's list, marked as an exercise; nothing is"
                        + " switched, and no customer is told anything.");
        return "redirect:/drills/" + drill.id();
    }

    @PostMapping("/drills/{id}/decide")
    String decide(
            @PathVariable String id,
            @RequestParam String verdict,
            @RequestParam(defaultValue = "") String because,
            RedirectAttributes said) {
        return done(id, said, by -> drills.decide(id, verdict.equals("approve"), because, by));
    }

    @PostMapping("/drills/{id}/stop")
    String stop(@PathVariable String id, @RequestParam(defaultValue = "") String because, RedirectAttributes said) {
        return done(id, said, by -> drills.stop(id, because, by));
    }

    private String done(String id, RedirectAttributes said, Function<Actor, Drill> act) {
        if (!callers.current().inAny(MAY)) {
            throw new AccessDeniedException("Exercises are decided on by resilience leads and commanders");
        }
        try {
            said.addFlashAttribute(
                    "said", id + ": " + words(act.apply(callers.current().actor())) + ".");
        } catch (IllegalStateException | IllegalArgumentException e) {
            said.addFlashAttribute("problem", e.getMessage());
        }
        return "redirect:/drills/" + id;
    }

    /** A line of a drill's story. */
    record Told(String incident, Timeline.Line line) {}

    @GetMapping("/drills/{id}")
    String one(@PathVariable String id, Model model) {
        Drill drill = drills.find(id).orElseThrow(() -> new NoSuchElementException("There is no drill " + id));
        List<Told> story = new ArrayList<>();
        for (String key : drill.incidents()) {
            timeline.of(drill.world(), key, 0, LINES).stream()
                    .filter(line -> !line.kind().equals("message.batch"))
                    .forEach(line -> story.add(new Told(key.substring(drill.id().length() + 1), line)));
        }
        story.sort(java.util.Comparator.comparing(told -> told.line().at()));
        model.addAttribute("drill", drill);
        model.addAttribute("verdict", verdict(drill));
        model.addAttribute("words", words(drill));
        model.addAttribute("story", story);
        model.addAttribute("passed", spoken(Duration.between(drill.begins(), drill.clock())));
        model.addAttribute(
                "took", drill.endedAt() == null ? null : spoken(Duration.between(drill.startedAt(), drill.endedAt())));
        model.addAttribute("about", about(drill));
        model.addAttribute("plan", plan(drill));
        boolean mine = callers.current().inAny(MAY);
        boolean asked = drill.stage().equals("asked") && drill.state() == Drill.State.RUNNING;
        model.addAttribute(
                "mayDecide",
                mine && asked && !drill.by().equals(callers.current().name()));
        model.addAttribute(
                "ownWish", asked && drill.by().equals(callers.current().name()));
        model.addAttribute(
                "mayStop",
                mine
                        && drill.state() == Drill.State.RUNNING
                        && !drill.kind().equals("sandbox")
                        && drill.aborted() == null
                        && List.of("waiting", "running").contains(drill.stage()));
        return "drill";
    }

    /** What a live exercise would do, for whoever says yes to it; empty for a drill. */
    private List<String> plan(Drill drill) {
        Scenario scenario = playbooks.number(drill.playbook()).scenarios().get(drill.scenario());
        Scenario.Live live = scenario == null ? null : scenario.live();
        if (scenario == null || live == null) {
            return List.of();
        }
        Catalog catalog = playbooks.number(drill.playbook()).catalog();
        List<String> plan = new ArrayList<>();
        plan.add("“"
                + catalog.mode(live.journey(), live.modeId()).map(Mode::name).orElse(live.mode()) + "” is on in "
                + String.join(", ", live.regions()) + " for " + spoken(scenario.lasts()));
        if (live.window() != null) {
            plan.add("It begins between " + live.window().from() + " and "
                    + live.window().to()
                    + (live.window().days().isEmpty()
                            ? ""
                            : ", " + String.join(", ", live.window().days())));
        }
        for (Scenario.Abort abort : live.abort()) {
            plan.add("It is broken off where “" + label(catalog, abort) + "” is " + abort.is()
                    + (abort.is().equals("bad") ? "" : " or worse") + ", or nothing is heard of it");
        }
        plan.add("It is broken off where a real incident begins");
        plan.add("Customers are told nothing; the agents whom it touches are told in Slack");
        return plan;
    }

    private static String label(Catalog catalog, Scenario.Abort abort) {
        return catalog.journey(abort.journey()).stream()
                .flatMap(j -> j.indicators().stream())
                .filter(i -> i.metric().equals(abort.metric()))
                .map(Indicator::label)
                .findFirst()
                .orElse(abort.metric());
    }

    private String about(Drill drill) {
        Scenario scenario = playbooks.number(drill.playbook()).scenarios().get(drill.scenario());
        return scenario == null ? "" : scenario.about();
    }

    private static String spoken(Duration d) {
        if (d.toMinutes() == 0) {
            return d.toSeconds() + " s";
        }
        return d.toHours() == 0
                ? d.toMinutes() + " min"
                : d.toHours() + " h" + (d.toMinutesPart() == 0 ? "" : " " + d.toMinutesPart() + " min");
    }
}
