package io.holdfast.resolve;

import io.holdfast.catalog.Verdict;
import io.holdfast.evidence.Actor;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Judge the stability: the signals decide, whatever woke us. What is silent is neither good nor bad: we go on watching. */
@Component("judgeStability")
class JudgeStability implements JavaDelegate {
    private final Incidents incidents;
    private final Stability stability;

    JudgeStability(Incidents incidents, Stability stability) {
        this.incidents = incidents;
        this.stability = stability;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.locked(execution.getProcessBusinessKey());
        String verdict;
        if (incident.relapsed()) {
            incident.worseAgain(new Actor.Self("resolve"), "Its signals are bad again while it was watched");
            incidents.save(incident);
            verdict = "worse";
        } else {
            boolean good = incident.signals() == Verdict.GOOD || incident.reasonGiven();
            verdict = good && stability.passed(incident) ? "stable" : "unclear";
        }
        execution.setVariable("verdict", verdict);
    }
}
