package io.holdfast.route;

import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Climb a rung: the next one of the ladder. After somebody to whom it was handed, the ladder begins. */
@Component("climbRung")
class ClimbRung implements JavaDelegate {
    private final Incidents incidents;
    private final AskRows asked;

    ClimbRung(Incidents incidents, AskRows asked) {
        this.incidents = incidents;
        this.asked = asked;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.locked(execution.getProcessBusinessKey());
        String role = (String) execution.getVariable("ref");
        int rung = execution.getVariable("rung") instanceof Number n ? n.intValue() : 0;
        Optional<Asked.Question> question = asked.of(incident.key(), role);
        boolean handed = question.map(Asked.Question::handedTo).isPresent();
        int next = handed ? 0 : rung + 1;
        question.ifPresent(
                q -> asked.put(new Asked.Question(q.incident(), q.role(), q.team(), next, null, q.askedAt())));
        execution.setVariable("rung", next);
    }
}
