package io.holdfast.detect;

import io.holdfast.evidence.Actor;
import io.holdfast.incident.Ending;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.tasks.Answer;
import io.holdfast.tasks.Answers;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Record the triage: what a person said of a candidate. */
@Component("recordTriage")
class RecordTriage implements JavaDelegate {
    private final Incidents incidents;
    private final Answers answers;

    RecordTriage(Incidents incidents, Answers answers) {
        this.incidents = incidents;
        this.answers = answers;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.locked(execution.getProcessBusinessKey());
        if (incident.goingOn()) {
            Answer answer = answers.latest(incident.key(), "isThisReal", null)
                    .orElseThrow(() -> new IllegalStateException("Nobody has answered 'Is this real?'"));
            apply(incident, answer);
            incidents.save(incident);
        }
        execution.setVariable("verdict", incident.goingOn() ? "real" : "over");
    }

    private void apply(Incident incident, Answer answer) {
        Actor by = answer.by();
        switch (Objects.requireNonNullElse(answer.text("verdict"), "confirm")) {
            case "false-alarm" -> incident.end(Ending.FALSE_ALARM, by, "a person looked at it");
            case "decline" -> incident.end(Ending.DECLINED, by, "it is no incident of ours");
            case "duplicate" -> {
                String other = answer.text("duplicateOf");
                if (other == null || other.equals(incident.key())) {
                    // Which one is missing: then it is taken for real rather than lost.
                    incident.confirm(by, "called a part of another one, but none was named");
                } else {
                    incident.endAsDuplicateOf(other, by, "it is a part of " + other);
                }
            }
            default -> incident.confirm(by, "a person says so");
        }
    }
}
