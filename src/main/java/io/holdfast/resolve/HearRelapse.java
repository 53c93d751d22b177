package io.holdfast.resolve;

import io.holdfast.evidence.Actor;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Hear of a relapse: bad signals during the recovery, and after a given reason new ones only. */
@Component("hearRelapse")
class HearRelapse implements JavaDelegate {
    private final Incidents incidents;

    HearRelapse(Incidents incidents) {
        this.incidents = incidents;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.locked(execution.getProcessBusinessKey());
        boolean worse = incident.relapsed();
        if (worse) {
            incident.worseAgain(new Actor.Self("resolve"), "Its signals are bad again during the recovery");
            incidents.save(incident);
        }
        execution.setVariable("verdict", worse ? "worse" : "stable");
    }
}
