package io.holdfast.route;

import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.incident.Phase;
import io.holdfast.playbook.Decision;
import io.holdfast.time.Times;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Choose whom: the team by {@code ownership.dmn}; a person to whom the role was handed is asked before its ladder. */
@Component("chooseWhom")
class ChooseWhom implements JavaDelegate {
    private final Incidents incidents;
    private final Ownership ownership;
    private final AskRows asked;
    private final Times times;

    ChooseWhom(Incidents incidents, Ownership ownership, AskRows asked, Times times) {
        this.incidents = incidents;
        this.ownership = ownership;
        this.asked = asked;
        this.times = times;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.locked(execution.getProcessBusinessKey());
        incident.enter(Phase.ROUTE);
        String role = (String) execution.getVariable("ref");
        Decision decision = ownership.decide(incident, role);
        String team = decision.text("team");
        Optional<String> handedTo = asked.of(incident.key(), role).flatMap(q -> Optional.ofNullable(q.handedTo()));
        incident.need(role, team, decision.rule(), decision.text("because"));
        asked.put(new Asked.Question(incident.key(), role, team, 0, handedTo.orElse(null), times.in(incident.world())));
        incidents.save(incident);
        execution.setVariable("rung", 0);
    }
}
