package io.holdfast.diagnose;

import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.incident.Phase;
import io.holdfast.incident.Severity;
import io.holdfast.playbook.Decision;
import io.holdfast.playbook.Decisions;
import io.holdfast.playbook.IncidentFacts;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.Times;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Rate severity: {@code severity.dmn}; a severity that a person chose stays. */
@Component("rateSeverity")
class RateSeverity implements JavaDelegate {
    private final Incidents incidents;
    private final Playbooks playbooks;
    private final Decisions decisions;
    private final Times times;

    RateSeverity(Incidents incidents, Playbooks playbooks, Decisions decisions, Times times) {
        this.incidents = incidents;
        this.playbooks = playbooks;
        this.decisions = decisions;
        this.times = times;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.locked(execution.getProcessBusinessKey());
        Incidents.Tally tally = incidents.tally(incident.key());
        Map<String, Object> facts =
                IncidentFacts.of(incident, playbooks.number(incident.playbook()).catalog(), times.in(incident.world()));
        facts.put("reports", tally.reports());
        facts.put("signals", tally.signals());
        Decision rated = decisions.decide(incident.world(), incident.key(), incident.playbook(), "severity", facts);
        Severity before = incident.severity();
        incident.rate(
                Severity.valueOf(rated.text("severity")),
                rated.text("label"),
                rated.text("because"),
                rated.yes("review"),
                rated.rule());
        if (incident.severity() != before && incident.phase().ordinal() >= Phase.RESOLVE.ordinal()) {
            incident.wake("facts-changed", null);
        }
        incidents.save(incident);
    }
}
