package io.holdfast.resolve;

import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.route.Asked;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** See who is wanted: a role that is to be filled and that nobody is being asked for yet. */
@Component("seeWhoIsWanted")
class SeeWhoIsWanted implements JavaDelegate {
    private final Incidents incidents;
    private final Asked asked;

    SeeWhoIsWanted(Incidents incidents, Asked asked) {
        this.incidents = incidents;
        this.asked = asked;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.locked(execution.getProcessBusinessKey());
        Optional<String> role = List.of("commander", "owner").stream()
                .filter(r -> incident.needs(r)
                        && asked.of(incident.key(), r)
                                .filter(q -> q.rung() != Asked.NAMED)
                                .isEmpty())
                .findFirst();
        role.ifPresent(r -> execution.setVariable("ref", r));
        execution.setVariable("verdict", role.isPresent() ? "ask" : "nobody");
    }
}
