package io.holdfast.updates;

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

/** Decide how it is told: not at all where the contact policy says so, else asked for or sent, as the guardrails say. */
@Component("decideUpdate")
class DecideUpdate implements JavaDelegate {
    private final Incidents incidents;
    private final Drafts drafts;
    private final Playbooks playbooks;
    private final Decisions decisions;
    private final Times times;

    DecideUpdate(Incidents incidents, Drafts drafts, Playbooks playbooks, Decisions decisions, Times times) {
        this.incidents = incidents;
        this.drafts = drafts;
        this.playbooks = playbooks;
        this.decisions = decisions;
        this.times = times;
    }

    @Override
    public void execute(DelegateExecution execution) {
        if (!"drafted".equals(execution.getVariable("verdict"))) {
            return;
        }
        Incident incident = incidents.locked(execution.getProcessBusinessKey());
        Draft draft = drafts.get((String) execution.getVariable("ref"));
        if (!allowed(incident, draft.kind())) {
            drafts.state(draft.id(), "held");
            execution.setVariable("verdict", "quiet");
            return;
        }
        boolean act =
                guard(incident, "customer.update", draft.kind().equals("first")).equals("act");
        execution.setVariable("verdict", act ? "act" : "ask");
    }

    /** What the guardrails say about this action now. */
    String guard(Incident incident, String action, boolean firstWord) {
        long newest = playbooks.inForce(incident.world());
        Map<String, Object> facts = facts(incident, newest);
        facts.put("action", action);
        facts.put("mode", null);
        facts.put("path", "standard");
        facts.put("firstWord", firstWord);
        facts.put("automation", true);
        return decisions
                .decide(incident.world(), incident.key(), newest, "guardrails", facts)
                .text("autonomy");
    }

    /** Whether the contact policy lets a text of this kind go out now. */
    boolean allowed(Incident incident, String kind) {
        long newest = playbooks.inForce(incident.world());
        Map<String, Object> facts = facts(incident, newest);
        facts.put("channel", "sms");
        facts.put("country", null);
        facts.put("kind", kind.equals("watching") ? "update" : kind);
        Decision policy = decisions.decide(incident.world(), incident.key(), newest, "contact-policy", facts);
        return policy.yes("allowed");
    }

    private Map<String, Object> facts(Incident incident, long playbook) {
        Catalog catalog = playbooks.number(playbook).catalog();
        return IncidentFacts.of(incident, catalog, times.in(incident.world()));
    }
}
