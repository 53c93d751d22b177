package io.holdfast.api;

import io.holdfast.guard.AgentLevels;
import io.holdfast.guard.Automation;
import io.holdfast.playbook.Playbooks;
import io.holdfast.resolve.Flags;
import io.holdfast.security.Approvals;
import io.holdfast.security.Caller;
import io.holdfast.security.Callers;
import io.holdfast.time.World;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The kill switch, and how much the business's own agents may do. */
@RestController
class AutomationController {
    private final Automation automation;
    private final AgentLevels levels;
    private final Playbooks playbooks;
    private final Flags flags;
    private final Callers callers;
    private final Approvals approvals;

    AutomationController(
            Automation automation,
            AgentLevels levels,
            Playbooks playbooks,
            Flags flags,
            Callers callers,
            @Value("${holdfast.approvals:people}") String approvals) {
        this.automation = automation;
        this.levels = levels;
        this.playbooks = playbooks;
        this.flags = flags;
        this.callers = callers;
        this.approvals = Approvals.of(approvals);
    }

    /** {@code because}, {@code by} and {@code since} are null where nobody ever touched it. */
    record AutomationView(
            String state,
            @Nullable String because,
            @Nullable String by,
            @Nullable Instant since,
            List<AgentView> agents) {}

    /** {@code level} is what the flag {@code automation.<id>} answers to whoever says nothing of himself. */
    record AgentView(
            String id,
            String name,
            String owner,
            List<String> journeys,
            List<String> levels,
            String usual,
            String level,
            List<HeldView> held) {}

    /** {@code incident} is null where a person set it, {@code until} where it does not run out by itself. */
    record HeldView(
            String level,
            @Nullable String incident,
            String because,
            String by,
            Instant since,
            @Nullable Instant until) {}

    record Turn(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String state,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String because) {}

    record Wanted(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String level,

            @Nullable Instant until,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String because) {}

    @GetMapping("/api/automation")
    AutomationView automation() {
        Automation.State state = automation.now(World.LIVE);
        boolean touched = !state.by().isEmpty();
        return new AutomationView(
                state.word(),
                touched ? state.because() : null,
                touched ? state.by() : null,
                touched ? state.since() : null,
                agents());
    }

    private List<AgentView> agents() {
        List<AgentLevels.Level> held = levels.set(World.LIVE);
        Flags.Context nobody = new Flags.Context(null, null, null, null, null);
        return playbooks.current(World.LIVE).catalog().agents().stream()
                .map(a -> new AgentView(
                        a.id(),
                        a.name(),
                        a.owner(),
                        a.journeys(),
                        a.levels(),
                        a.usual(),
                        flags.of("automation." + a.id(), nobody)
                                .map(v -> v.value().toString())
                                .orElse(a.usual()),
                        held.stream()
                                .filter(l -> l.agent().equals(a.id()))
                                .map(l -> new HeldView(
                                        l.level(), l.incident(), l.because(), l.by(), l.since(), l.until()))
                                .toList()))
                .toList();
    }

    /** Off is the safe side, and so any token's of that scope; on again lets things act, which is a person's to say. */
    @PostMapping("/api/automation")
    AutomationView turn(@RequestBody Turn turn) {
        if (!"on".equals(turn.state()) && !"off".equals(turn.state())) {
            throw new IllegalArgumentException("'state' is 'on' or 'off'");
        }
        boolean on = "on".equals(turn.state());
        String because = because(turn.because());
        Caller caller = callers.current();
        if (on) {
            approvals.check(caller, "Switching automation on approves what then acts by itself");
        }
        automation.turn(World.LIVE, on, because, caller.actor());
        return automation();
    }

    @PostMapping("/api/automation/agents/{agent}")
    AgentView set(@PathVariable String agent, @RequestBody Wanted wanted) {
        if (wanted.level() == null) {
            throw new IllegalArgumentException("'level' is one of the agent's levels, or 'usual'");
        }
        if (wanted.level().equals("usual")) {
            levels.clear(
                    World.LIVE,
                    agent,
                    because(wanted.because()),
                    callers.current().actor());
        } else {
            levels.set(
                    World.LIVE,
                    agent,
                    wanted.level(),
                    wanted.until(),
                    because(wanted.because()),
                    callers.current().actor());
        }
        return agents().stream()
                .filter(a -> a.id().equals(agent))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("The catalog has no agent '" + agent + "'"));
    }

    private static String because(@Nullable String because) {
        if (because == null || because.isBlank() || because.length() > 1000) {
            throw new IllegalArgumentException("'because' says why, in at most 1000 characters");
        }
        return because.strip();
    }
}
