package io.holdfast.resolve;

import io.holdfast.evidence.Actor;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Say we are watching: it looks fixed; agents and customers hear so by the facts. */
@Component("sayWatching")
class SayWatching implements JavaDelegate {
    private final Incidents incidents;

    SayWatching(Incidents incidents) {
        this.incidents = incidents;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.locked(execution.getProcessBusinessKey());
        incident.watch(
                new Actor.Self("resolve"),
                incident.reasonGiven()
                        ? "Somebody says that it is fixed, for a reason; it is watched"
                        : "Its signals are good; it is watched");
        incidents.save(incident);
    }
}
