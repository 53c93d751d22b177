package io.holdfast.updates;

import io.holdfast.catalog.Catalog;
import io.holdfast.evidence.Actor;
import io.holdfast.guard.Ask;
import io.holdfast.guard.Guardrails;
import io.holdfast.guard.Ruling;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.playbook.Decision;
import io.holdfast.playbook.Decisions;
import io.holdfast.playbook.IncidentFacts;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.Times;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Decide how it is told: not at all where the contact policy says so, else asked for or sent, as the guardrails say. */
@Component("decideUpdate")
class DecideUpdate implements JavaDelegate {
    private final Incidents incidents;
    private final Drafts drafts;
    private final Cadence cadence;
    private final Playbooks playbooks;
    private final Decisions decisions;
    private final Guardrails guardrails;
    private final Times times;

    DecideUpdate(
            Incidents incidents,
            Drafts drafts,
            Cadence cadence,
            Playbooks playbooks,
            Decisions decisions,
            Guardrails guardrails,
            Times times) {
        this.incidents = incidents;
        this.drafts = drafts;
        this.cadence = cadence;
        this.playbooks = playbooks;
        this.decisions = decisions;
        this.guardrails = guardrails;
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
            drafts.hold(draft.id(), cadence.next(incident));
            incident.note(
                    new Actor.Self("updates"),
                    "update.refused",
                    "The contact policy lets no text of this kind go out now: the words are held",
                    Map.of("draft", draft.id(), "kind", draft.kind()),
                    Map.of());
            incidents.save(incident);
            execution.setVariable("verdict", "quiet");
            return;
        }
        boolean act = guard(incident, "customer.update", draft.kind().equals("first"), draft.id())
                .acts();
        execution.setVariable("verdict", act ? "act" : "ask");
    }

    /** What the guardrails say about this action now. */
    Ruling guard(Incident incident, String action, boolean firstWord, @Nullable String subject) {
        return guardrails.ask(
                incident, Ask.of(action, "standard", incident.scope(), subject).firstWord(firstWord));
    }

    /** Those of these countries to which the contact policy lets no text of this kind go now; each is asked about and recorded. */
    List<String> refused(Incident incident, String kind, Collection<String> countries) {
        return countries.stream()
                .filter(country -> !allowed(incident, kind, country))
                .toList();
    }

    /** Whether the contact policy lets a text of this kind go out now, wherever nothing speaks against the country. */
    boolean allowed(Incident incident, String kind) {
        return allowed(incident, kind, null);
    }

    private boolean allowed(Incident incident, String kind, @Nullable String country) {
        long newest = playbooks.inForce(incident.world());
        Map<String, Object> facts = facts(incident, newest);
        facts.put("channel", "sms");
        facts.put("country", country);
        facts.put("kind", kind.equals("watching") ? "update" : kind);
        Decision policy = decisions.decide(incident.world(), incident.key(), newest, "contact-policy", facts);
        return policy.yes("allowed");
    }

    private Map<String, Object> facts(Incident incident, long playbook) {
        Catalog catalog = playbooks.number(playbook).catalog();
        return IncidentFacts.of(incident, catalog, times.in(incident.world()));
    }
}
