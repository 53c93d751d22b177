package io.holdfast.resolve;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import io.holdfast.catalog.Journey;
import io.holdfast.incident.Incident;
import io.holdfast.playbook.Decision;
import io.holdfast.playbook.Decisions;
import io.holdfast.playbook.IncidentFacts;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.Times;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Asks the guardrails about switching a mode; always the newest in force. */
@Component
class ModeGuard {
    private static final List<String> CAREFUL = List.of("sensitive-data", "real-time-voice", "cloud-scaling");

    private final Playbooks playbooks;
    private final Decisions decisions;
    private final Times times;

    ModeGuard(Playbooks playbooks, Decisions decisions, Times times) {
        this.playbooks = playbooks;
        this.decisions = decisions;
        this.times = times;
    }

    Decision ask(Incident incident, String journey, String mode) {
        long newest = playbooks.inForce(incident.world());
        Catalog catalog = playbooks.number(newest).catalog();
        Map<String, Object> facts = IncidentFacts.of(incident, catalog, times.in(incident.world()));
        facts.put("action", "mode.switch");
        facts.put("mode", mode);
        facts.put("journey", journey);
        facts.put("path", path(catalog, journey));
        facts.put("firstWord", false);
        facts.put("automation", true);
        return decisions.decide(incident.world(), incident.key(), newest, "guardrails", facts);
    }

    /** The most careful workload path that the journey takes directly. */
    static String path(Catalog catalog, String journey) {
        List<String> paths = catalog.journey(journey).map(Journey::dependencies).orElse(List.of()).stream()
                .flatMap(d -> catalog.dependency(d).stream())
                .map(Dependency::path)
                .toList();
        return CAREFUL.stream().filter(paths::contains).findFirst().orElse("standard");
    }
}
