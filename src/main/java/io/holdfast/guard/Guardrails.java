package io.holdfast.guard;

import io.holdfast.catalog.Catalog;
import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Entry;
import io.holdfast.evidence.Evidence;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Scope;
import io.holdfast.playbook.Decision;
import io.holdfast.playbook.Decisions;
import io.holdfast.playbook.IncidentFacts;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.Ids;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * The one door to {@code guardrails.dmn}: whether something may be done by itself now. Always the newest in force, since a guardrail
 * that was tightened must reach what is burning; with the kill switch as the database has it, and no oftener than the table allows.
 */
@Component
public class Guardrails {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Playbooks playbooks;
    private final Decisions decisions;
    private final DecisionRows rows;
    private final Automation automation;
    private final Evidence evidence;
    private final Ids ids;
    private final Times times;

    Guardrails(
            Playbooks playbooks,
            Decisions decisions,
            DecisionRows rows,
            Automation automation,
            Evidence evidence,
            Ids ids,
            Times times) {
        this.playbooks = playbooks;
        this.decisions = decisions;
        this.rows = rows;
        this.automation = automation;
        this.evidence = evidence;
        this.ids = ids;
        this.times = times;
    }

    /** Asks for an incident, and records the decision in its chain; the caller holds its lock. */
    public Ruling ask(Incident incident, Ask ask) {
        Map<String, Object> facts = facts(incident, ask);
        return decide(incident.world(), incident.key(), facts, ask, true);
    }

    /** The same where a person wants it: what follows is his act and not the table's. */
    public Ruling askFor(Incident incident, Ask ask) {
        return decide(incident.world(), incident.key(), facts(incident, ask), ask, false);
    }

    /**
     * The same without an incident: what tables know of one is not known then; recorded in the house's own chain.
     *
     * @param byItself whether a program wants it, so that what follows counts as done by itself; else a person does
     */
    public Ruling askAlone(World world, Scope scope, Ask ask, boolean byItself) {
        Catalog catalog = playbooks.current(world).catalog();
        Map<String, Object> facts = IncidentFacts.withoutIncident(scope, catalog, times.in(world));
        return decide(world, Entry.HOUSE, asked(world, facts, ask), ask, byItself);
    }

    /** What would be said now; nothing is recorded, and nothing counted. */
    public Decision preview(Incident incident, Ask ask) {
        return decisions.evaluate(playbooks.inForce(incident.world()), "guardrails", facts(incident, ask));
    }

    private Map<String, Object> facts(Incident incident, Ask ask) {
        World world = incident.world();
        Catalog catalog = playbooks.current(world).catalog();
        return asked(world, IncidentFacts.of(incident, catalog, times.in(world)), ask);
    }

    private Map<String, Object> asked(World world, Map<String, Object> incident, Ask ask) {
        Map<String, Object> facts = new LinkedHashMap<>(incident);
        facts.put("action", ask.action());
        facts.put("mode", ask.mode());
        facts.put("agent", ask.agent());
        if (ask.journey() != null) {
            facts.put("journey", ask.journey());
        }
        facts.put("path", ask.path());
        facts.put("blastRadius", ask.blastRadius());
        facts.put("firstWord", ask.firstWord());
        facts.put("automation", automation.now(world).on());
        facts.put("actsLastHour", rows.acts(world, ask.action(), times.in(world).minus(HOUR)));
        return facts;
    }

    private Ruling decide(World world, String chain, Map<String, Object> facts, Ask ask, boolean byItself) {
        String id = ids.id();
        Decision decision = decisions.decide(world, chain, playbooks.inForce(world), "guardrails", facts, id);
        String autonomy = decision.text("autonomy");
        String because = String.valueOf(decision.first("because"));
        if (byItself && autonomy.equals("act") && decision.first("atMostPerHour") instanceof Number most) {
            rows.oneAfterTheOther();
            Instant now = times.in(world);
            long acts = rows.acts(world, ask.action(), now.minus(HOUR));
            if (acts >= most.longValue()) {
                autonomy = "approve";
                because = "It was done by itself " + acts + " times in the last hour, and " + most
                        + " is the most; a person decides";
                evidence.record(new Entry(
                        world,
                        chain,
                        now,
                        "decision.limited",
                        "Not by itself: done " + acts + " times in the last hour, and " + most + " is the most",
                        decision.rule(),
                        Map.of("id", id, "action", ask.action())));
            }
        }
        rows.followed(id, ask.action(), ask.subject(), byItself ? did(autonomy) : "person", because);
        Object level = decision.first("agentLevel");
        Actor.Rule rule = decision.rule();
        return new Ruling(id, autonomy, because, level == null ? null : level.toString(), rule);
    }

    private static String did(String autonomy) {
        return autonomy.equals("approve") ? "ask" : autonomy;
    }
}
