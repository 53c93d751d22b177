package io.holdfast.guard;

import io.holdfast.catalog.Agent;
import io.holdfast.engine.AfterCommit;
import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Entry;
import io.holdfast.evidence.Evidence;
import io.holdfast.incident.Scope;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class AgentsByHand implements AgentLevels {
    private final AgentRows rows;
    private final AutomationRows stamps;
    private final KillSwitch changes;
    private final Playbooks playbooks;
    private final Evidence evidence;
    private final Times times;

    AgentsByHand(
            AgentRows rows,
            AutomationRows stamps,
            KillSwitch changes,
            Playbooks playbooks,
            Evidence evidence,
            Times times) {
        this.rows = rows;
        this.stamps = stamps;
        this.changes = changes;
        this.playbooks = playbooks;
        this.evidence = evidence;
        this.times = times;
    }

    @Override
    public List<Level> set(World world) {
        return rows.inForce(world, times.in(world));
    }

    @Override
    @Transactional
    public void set(World world, String agent, String level, @Nullable Instant until, String because, Actor by) {
        Agent known = agent(world, agent);
        if (!known.levels().contains(level)) {
            throw new IllegalArgumentException(
                    "'level' is one of " + String.join(", ", known.levels()) + " for " + agent);
        }
        Instant now = times.in(world);
        if (until != null && (!until.isAfter(now) || until.isAfter(now.plus(LONGEST)))) {
            throw new IllegalArgumentException("'until' is a time to come, at most 30 days off");
        }
        rows.put(
                world, new Level(agent, level, null, because, "", now, until, List.of(), Scope.ALL, null), Hand.of(by));
        record(world, known, known.name() + " is set to " + level, level, because, by);
    }

    @Override
    @Transactional
    public void clear(World world, String agent, String because, Actor by) {
        Agent known = agent(world, agent);
        if (!rows.remove(world, agent, null)) {
            throw new IllegalStateException("Nobody has set a level of " + agent + " by hand");
        }
        record(world, known, known.name() + " is as usual again", known.usual(), because, by);
    }

    private Agent agent(World world, String agent) {
        return playbooks
                .current(world)
                .catalog()
                .agent(agent)
                .orElseThrow(() -> new NoSuchElementException("The catalog has no agent '" + agent + "'"));
    }

    private void record(World world, Agent agent, String text, String level, String because, Actor by) {
        stamps.stamp(world);
        evidence.record(new Entry(
                world,
                Entry.HOUSE,
                times.in(world),
                "agent.level",
                text,
                by,
                Map.of("agent", agent.id(), "level", level),
                Map.of("note", because.getBytes(StandardCharsets.UTF_8))));
        AfterCommit.run(changes::changed);
    }
}
