package io.holdfast.incident;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Check the owner: whether the team that is asked is still the one that is wanted. */
@Component("checkOwner")
class CheckOwner implements JavaDelegate {
    private final Incidents incidents;
    private final WantedOwner wanted;

    CheckOwner(Incidents incidents, WantedOwner wanted) {
        this.incidents = incidents;
        this.wanted = wanted;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.locked(execution.getProcessBusinessKey());
        wanted.check(incident, null);
        incidents.save(incident);
    }
}
