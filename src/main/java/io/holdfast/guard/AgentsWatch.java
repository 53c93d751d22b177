package io.holdfast.guard;

import io.holdfast.catalog.Agent;
import io.holdfast.catalog.Catalog;
import io.holdfast.engine.AfterCommit;
import io.holdfast.engine.Worker;
import io.holdfast.evidence.Actor;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.incident.JourneyLights;
import io.holdfast.incident.Scope;
import io.holdfast.incident.Severity;
import io.holdfast.incident.Suspect;
import io.holdfast.playbook.Decision;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Holds the business's agents against what goes on: while an incident hits a journey of theirs, {@code guardrails.dmn} says how much
 * they may do at most, in its scope; once it is over, they are as before. Any node may look; the incident's lock lets one write.
 */
@Component
class AgentsWatch extends Worker {
    private static final int MOST_REMEMBERED = 5_000;

    private final AgentRows rows;
    private final AutomationRows stamps;
    private final KillSwitch changes;
    private final Guardrails guardrails;
    private final DecisionRows decisions;
    private final Incidents incidents;
    private final Playbooks playbooks;
    private final Times times;
    private final TransactionTemplate transaction;
    private final Map<Question, Answer> answers = new HashMap<>();

    private record Question(
            String incident,
            String agent,
            Severity severity,
            Scope scope,
            List<JourneyLights> journeys,
            String suspect,
            long playbook) {}

    private record Answer(@Nullable String level, Instant until) {}

    AgentsWatch(
            AgentRows rows,
            AutomationRows stamps,
            KillSwitch changes,
            Guardrails guardrails,
            DecisionRows decisions,
            Incidents incidents,
            Playbooks playbooks,
            Times times,
            TransactionTemplate transaction) {
        super("agents-watch", Duration.ofSeconds(1));
        this.rows = rows;
        this.stamps = stamps;
        this.changes = changes;
        this.guardrails = guardrails;
        this.decisions = decisions;
        this.incidents = incidents;
        this.playbooks = playbooks;
        this.times = times;
        this.transaction = transaction;
    }

    @Override
    protected boolean work() {
        Catalog catalog = playbooks.current(World.LIVE).catalog();
        List<AgentLevels.Level> lowered = rows.inForce(World.LIVE, times.in(World.LIVE)).stream()
                .filter(l -> l.incident() != null)
                .toList();
        if (catalog.agents().isEmpty() && lowered.isEmpty()) {
            return false;
        }
        Map<String, Incident> open = incidents.open(World.LIVE).stream()
                .filter(Incident::goingOn)
                .collect(Collectors.toMap(Incident::key, Function.identity()));
        for (AgentLevels.Level level : lowered) {
            Incident incident = open.get(level.incident());
            Optional<Agent> agent = catalog.agent(level.agent());
            if (incident == null
                    || agent.isEmpty()
                    || hit(incident, agent.get()).isEmpty()) {
                putBack(level);
            }
        }
        for (Incident incident : open.values()) {
            for (Agent agent : catalog.agents()) {
                judge(incident, agent, lowered);
            }
        }
        return false;
    }

    /** Those of its journeys that the incident hits. */
    private static List<String> hit(Incident incident, Agent agent) {
        return incident.journeys().stream()
                .map(JourneyLights::journey)
                .filter(agent.journeys()::contains)
                .toList();
    }

    private static boolean same(AgentLevels.Level level, @Nullable String wanted, List<String> hit, Incident incident) {
        return level.level().equals(wanted)
                && level.journeys().equals(hit)
                && level.scope().equals(incident.scope());
    }

    private static @Nullable String wanted(Decision decision, Agent agent) {
        Object level = decision.isEmpty() ? null : decision.first("agentLevel");
        return level == null || !"act".equals(decision.first("autonomy")) ? null : agent.atMost(level.toString());
    }

    private static Ask ask(Incident incident, Agent agent, String journey) {
        return new Ask("agent-level", journey, null, agent.id(), null, incident.scope(), false, null);
    }

    /** What the table says now; asked again when what it hears has changed, and every half minute, since it may hear the hour. */
    private @Nullable String asked(Incident incident, Agent agent, String journey) {
        Question question = new Question(
                incident.key(),
                agent.id(),
                incident.severity(),
                incident.scope(),
                incident.journeys(),
                incident.suspect().map(Suspect::id).orElse(""),
                playbooks.inForce(incident.world()));
        Instant now = times.real();
        Answer known = answers.get(question);
        if (known == null || known.until().isBefore(now)) {
            if (answers.size() > MOST_REMEMBERED) {
                answers.clear();
            }
            known = new Answer(
                    wanted(guardrails.preview(incident, ask(incident, agent, journey)), agent), now.plusSeconds(30));
            answers.put(question, known);
        }
        return known.level();
    }

    private void judge(Incident incident, Agent agent, List<AgentLevels.Level> lowered) {
        List<String> hit = hit(incident, agent);
        if (hit.isEmpty()) {
            return;
        }
        Optional<AgentLevels.Level> before = lowered.stream()
                .filter(l -> l.agent().equals(agent.id()) && incident.key().equals(l.incident()))
                .findFirst();
        String wanted = asked(incident, agent, hit.get(0));
        boolean asWanted = before.map(l -> same(l, wanted, hit, incident)).orElse(wanted == null);
        if (!asWanted) {
            transaction.executeWithoutResult(tx -> lower(incident.key(), agent));
        }
    }

    private void lower(String key, Agent agent) {
        Incident incident = incidents.locked(key);
        List<String> hit = hit(incident, agent);
        Optional<AgentLevels.Level> before = rows.inForce(incident.world(), times.in(incident.world())).stream()
                .filter(l -> l.agent().equals(agent.id()) && key.equals(l.incident()))
                .findFirst();
        String wanted = hit.isEmpty() || !incident.goingOn()
                ? null
                : wanted(guardrails.preview(incident, ask(incident, agent, hit.get(0))), agent);
        if (before.map(l -> same(l, wanted, hit, incident)).orElse(wanted == null)) {
            return; // another node was faster
        }
        if (wanted == null) {
            before.ifPresent(level -> putBackLocked(incident, level));
            return;
        }
        Ruling ruling = guardrails.ask(incident, ask(incident, agent, hit.get(0)));
        decisions.followed(ruling.id(), "agent-level", ruling.id(), "act", ruling.because());
        rows.put(
                incident.world(),
                new AgentLevels.Level(
                        agent.id(),
                        wanted,
                        key,
                        ruling.because(),
                        "",
                        times.in(incident.world()),
                        null,
                        hit,
                        incident.scope(),
                        ruling.id()),
                Hand.of(ruling.rule()));
        changed(
                incident,
                agent.id(),
                agent.name() + " may do '" + wanted + "' at most while this goes on",
                wanted,
                ruling.rule());
    }

    private void putBack(AgentLevels.Level level) {
        transaction.executeWithoutResult(
                tx -> putBackLocked(incidents.locked(Objects.requireNonNull(level.incident())), level));
    }

    private void putBackLocked(Incident incident, AgentLevels.Level level) {
        if (rows.remove(incident.world(), level.agent(), level.incident())) {
            changed(
                    incident,
                    level.agent(),
                    level.agent() + " is no longer held back by this",
                    "usual",
                    new Actor.Self("guard"));
        }
    }

    private void changed(Incident incident, String agent, String text, String level, Actor by) {
        stamps.stamp(incident.world());
        incident.note(by, "agent.level", text, Map.of("agent", agent, "level", level), Map.of());
        incidents.save(incident);
        AfterCommit.run(changes::changed);
    }
}
