package io.holdfast.resolve;

import io.holdfast.evidence.Actor;
import io.holdfast.incident.Ending;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.tasks.Answers;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Restore service: it has been stable for long enough, and the all-clear is given. */
@Component("restoreService")
class RestoreService implements JavaDelegate {
    private final Incidents incidents;
    private final Answers answers;

    RestoreService(Incidents incidents, Answers answers) {
        this.incidents = incidents;
        this.answers = answers;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.locked(execution.getProcessBusinessKey());
        if (!incident.goingOn()) {
            return;
        }
        Actor by = answers.latest(incident.key(), "giveAllClear", null)
                .filter(a -> incident.watchingSince()
                        .map(since -> !a.at().isBefore(since))
                        .orElse(false))
                .map(a -> a.by())
                .orElse(new Actor.Self("resolve"));
        incident.restore(by, "The all-clear is given: stable since it has been watched");
        incident.end(Ending.RESOLVED, by, "it is fixed, and has stayed so");
        incidents.save(incident);
    }
}
