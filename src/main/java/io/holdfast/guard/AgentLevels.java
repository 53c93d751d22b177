package io.holdfast.guard;

import io.holdfast.catalog.Agent;
import io.holdfast.evidence.Actor;
import io.holdfast.incident.Scope;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** How much the business's own agents may do: set by a person, lowered by the guardrails, and off with the kill switch. */
public interface AgentLevels {

    /** All that is set now and has not run out; what the catalog calls usual is not among it. */
    List<Level> set(World world);

    /**
     * Sets an agent's level by hand, in the place of what was set by hand before.
     *
     * @param until when it runs out; null for not by itself
     * @throws java.util.NoSuchElementException where the catalog has no such agent
     * @throws IllegalArgumentException where it has no such level
     */
    void set(World world, String agent, String level, @Nullable Instant until, String because, Actor by);

    /**
     * Takes back what was set by hand.
     *
     * @throws IllegalStateException where nothing is
     */
    void clear(World world, String agent, String because, Actor by);

    /**
     * What an agent may do now: as a person set it, else as usual; no more than each rule that holds lets it; and its least where
     * the kill switch is pulled.
     *
     * @param automation whether anything may act by itself
     * @param all what is set, of this and other agents
     * @param holds whether a rule holds for whoever asks
     */
    static String now(Agent agent, boolean automation, List<Level> all, Predicate<Level> holds) {
        if (!automation) {
            return agent.least();
        }
        List<Level> mine =
                all.stream().filter(l -> l.agent().equals(agent.id())).toList();
        String level = mine.stream()
                .filter(l -> l.incident() == null)
                .findFirst()
                .map(l -> agent.atMost(l.level()))
                .orElse(agent.usual());
        for (Level each : mine) {
            if (each.incident() != null && Agent.lower(each.level(), level) && holds.test(each)) {
                level = agent.atMost(each.level());
            }
        }
        return level;
    }

    /** How long a level that is set by hand can hold. */
    Duration LONGEST = Duration.ofDays(30);

    /**
     * One level that is set.
     *
     * @param incident the incident that lowers it; null where a person set it
     * @param by a username, {@code token ci}, or the rule
     * @param journeys for which of its journeys it holds; empty for all
     * @param scope where it holds
     * @param decision the decision's id where a rule set it
     */
    record Level(
            String agent,
            String level,
            @Nullable String incident,
            String because,
            String by,
            Instant since,
            @Nullable Instant until,
            List<String> journeys,
            Scope scope,
            @Nullable String decision) {}
}
