package io.holdfast.incident;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Wind down: tells whoever guides agents, informs customers or keeps a fallback on that it is over. They end; nobody kills them. */
@Component("windDown")
class WindDown implements JavaDelegate {
    private final Incidents incidents;

    WindDown(Incidents incidents) {
        this.incidents = incidents;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.locked(execution.getProcessBusinessKey());
        incident.wake("wind-down", null);
        incidents.save(incident);
    }
}
