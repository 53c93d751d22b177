package io.holdfast.console;

import io.holdfast.catalog.Agent;
import io.holdfast.guard.AgentLevels;
import io.holdfast.guard.Automation;
import io.holdfast.guard.JudgedDecisions;
import io.holdfast.guard.JudgedDecisions.Judged;
import io.holdfast.resolve.ModeSwitch;
import io.holdfast.resolve.Modes;
import io.holdfast.security.Callers;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** May anything act by itself? The kill switch, the bank's own agents, and how often decisions were right. */
@Controller
class AutomationPage {
    static final List<String> HANDS = List.of("commander", "resilience-lead");

    private final Automation automation;
    private final AgentLevels levels;
    private final JudgedDecisions decisions;
    private final Modes modes;
    private final House house;
    private final Callers callers;

    AutomationPage(
            Automation automation,
            AgentLevels levels,
            JudgedDecisions decisions,
            Modes modes,
            House house,
            Callers callers) {
        this.automation = automation;
        this.levels = levels;
        this.decisions = decisions;
        this.modes = modes;
        this.house = house;
        this.callers = callers;
    }

    /**
     * An agent as the page shows it.
     *
     * @param level what it may do now
     * @param byHand what a person set; null where nobody has
     */
    record Row(
            Agent agent,
            String owner,
            String journeys,
            String level,
            boolean asUsual,
            List<Held> held,
            AgentLevels.@Nullable Level byHand) {}

    record Held(AgentLevels.Level level, String by) {}

    @GetMapping("/automation")
    String automation(Model model) {
        Automation.State state = automation.now(World.LIVE);
        List<AgentLevels.Level> all = levels.set(World.LIVE);
        model.addAttribute(
                "agents",
                house.catalog().agents().stream()
                        .map(agent -> row(agent, state, all))
                        .toList());
        model.addAttribute("figures", figures());
        model.addAttribute("acts", lastActs());
        model.addAttribute("underWay", underWay());
        model.addAttribute("hand", callers.current().inAny(HANDS));
        return "automation";
    }

    private Row row(Agent agent, Automation.State state, List<AgentLevels.Level> all) {
        List<AgentLevels.Level> mine =
                all.stream().filter(l -> l.agent().equals(agent.id())).toList();
        String level = AgentLevels.now(agent, state.on(), mine, l -> true);
        return new Row(
                agent,
                house.team(agent.owner()),
                String.join(", ", agent.journeys().stream().map(house::journey).toList()),
                level,
                level.equals(agent.usual()),
                mine.stream().map(l -> new Held(l, house.person(l.by()))).toList(),
                mine.stream().filter(l -> l.incident() == null).findFirst().orElse(null));
    }

    private List<JudgedDecisions.Figure> figures() {
        Instant now = house.now();
        return decisions.figures(World.LIVE, now.minus(Duration.ofDays(28)), now.plusSeconds(1));
    }

    private List<Judged> lastActs() {
        return decisions.list(World.LIVE, new JudgedDecisions.Search(null, "guardrails", null, null), 40).stream()
                .filter(d -> "act".equals(d.did()))
                .limit(5)
                .toList();
    }

    private List<ModeSwitch> underWay() {
        return modes.current(World.LIVE).stream()
                .filter(m -> !m.state().equals("proposed"))
                .toList();
    }

    @PostMapping("/automation")
    String turn(@RequestParam String state, @RequestParam(defaultValue = "") String because, RedirectAttributes said) {
        mayI();
        boolean on = state.equals("on");
        try {
            automation.turn(World.LIVE, on, because, callers.current().actor());
            said.addFlashAttribute(
                    "said",
                    on
                            ? "Automation is on again."
                            : "All automation is off. What is under way is left to people; each open incident says so.");
        } catch (IllegalArgumentException | IllegalStateException wrong) {
            said.addFlashAttribute("problem", wrong.getMessage());
        }
        return "redirect:/automation";
    }

    @PostMapping("/automation/agents/{agent}")
    String level(
            @PathVariable String agent,
            @RequestParam String level,
            @RequestParam(defaultValue = "0") int hours,
            @RequestParam(defaultValue = "") String because,
            RedirectAttributes said) {
        mayI();
        Instant until = hours <= 0 ? null : house.now().plus(Duration.ofHours(hours));
        try {
            if (because.isBlank()) {
                throw new IllegalArgumentException("Say why; nothing was changed.");
            }
            if (level.equals("usual")) {
                levels.clear(
                        World.LIVE, agent, because.strip(), callers.current().actor());
            } else {
                levels.set(
                        World.LIVE,
                        agent,
                        level,
                        until,
                        because.strip(),
                        callers.current().actor());
            }
            said.addFlashAttribute("said", "Done: it is told to the agent within a second.");
        } catch (IllegalArgumentException | IllegalStateException | NoSuchElementException wrong) {
            said.addFlashAttribute("problem", wrong.getMessage());
        }
        return "redirect:/automation";
    }

    private void mayI() {
        if (!callers.current().inAny(HANDS)) {
            throw new AccessDeniedException("Only a commander or a resilience lead has a hand on automation.");
        }
    }
}
