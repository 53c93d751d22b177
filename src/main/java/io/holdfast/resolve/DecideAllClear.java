package io.holdfast.resolve;

import io.holdfast.catalog.Catalog;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.playbook.Decision;
import io.holdfast.playbook.Decisions;
import io.holdfast.playbook.IncidentFacts;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.Times;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Decide the all-clear: {@code guardrails.dmn} of the playbook in force says whether it is given by itself or by a person. */
@Component("decideAllClear")
class DecideAllClear implements JavaDelegate {
    private final Incidents incidents;
    private final Playbooks playbooks;
    private final Decisions decisions;
    private final Times times;

    DecideAllClear(Incidents incidents, Playbooks playbooks, Decisions decisions, Times times) {
        this.incidents = incidents;
        this.playbooks = playbooks;
        this.decisions = decisions;
        this.times = times;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.locked(execution.getProcessBusinessKey());
        // A guardrail that was tightened must reach what is burning now: always the playbook in force.
        long inForce = playbooks.inForce(incident.world());
        Catalog catalog = playbooks.number(inForce).catalog();
        Map<String, Object> facts = IncidentFacts.of(incident, catalog, times.in(incident.world()));
        facts.put("action", "all-clear");
        facts.put("mode", null);
        facts.put("path", facts.get("suspectPath"));
        facts.put("firstWord", false);
        facts.put("automation", true);
        Decision decision = decisions.decide(incident.world(), incident.key(), inForce, "guardrails", facts);
        execution.setVariable("verdict", decision.text("autonomy").equals("act") ? "give" : "ask");
    }
}
