package io.holdfast.route;

import io.holdfast.catalog.Catalog;
import io.holdfast.incident.Incident;
import io.holdfast.playbook.Decision;
import io.holdfast.playbook.Decisions;
import io.holdfast.playbook.IncidentFacts;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.Times;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Asks {@code ownership.dmn} which team a role is for. */
@Component
class Ownership {
    private final Playbooks playbooks;
    private final Decisions decisions;
    private final Times times;

    Ownership(Playbooks playbooks, Decisions decisions, Times times) {
        this.playbooks = playbooks;
        this.decisions = decisions;
        this.times = times;
    }

    /** Decides, for the record. */
    Decision decide(Incident incident, String role) {
        return decisions.decide(
                incident.world(), incident.key(), incident.playbook(), "ownership", facts(incident, role));
    }

    /** What it would decide now; nothing is recorded. */
    Decision look(Incident incident, String role) {
        return decisions.evaluate(incident.playbook(), "ownership", facts(incident, role));
    }

    private Map<String, Object> facts(Incident incident, String role) {
        Catalog catalog = playbooks.number(incident.playbook()).catalog();
        Map<String, Object> facts = IncidentFacts.of(incident, catalog, times.in(incident.world()));
        facts.put("role", role);
        return facts;
    }
}
