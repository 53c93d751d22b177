package io.holdfast.resolve;

import io.holdfast.evidence.Actor;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.incident.Status;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Ask the owner again: he was not heard from for too long. While it is being watched, nobody has to be heard from. */
@Component("askAgain")
class AskAgain implements JavaDelegate {
    private final Incidents incidents;

    AskAgain(Incidents incidents) {
        this.incidents = incidents;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.locked(execution.getProcessBusinessKey());
        Optional<String> team = incident.ownerTeam();
        if (incident.owner().isPresent() && team.isPresent() && incident.status() != Status.MONITORING) {
            incident.need("owner", team.get(), new Actor.Self("resolve"), "The owner was not heard from for too long");
            incidents.save(incident);
        }
    }
}
