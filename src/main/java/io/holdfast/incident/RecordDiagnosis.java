package io.holdfast.incident;

import io.holdfast.evidence.Actor;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Record the diagnosis: the cause and the severity that a person confirmed or chose. */
@Component("recordDiagnosis")
class RecordDiagnosis implements JavaDelegate {
    private final Incidents incidents;
    private final DiagnosisAnswers answers;
    private final WantedOwner wanted;

    RecordDiagnosis(Incidents incidents, DiagnosisAnswers answers, WantedOwner wanted) {
        this.incidents = incidents;
        this.answers = answers;
        this.wanted = wanted;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.locked(execution.getProcessBusinessKey());
        Optional<String> cause = incident.suspect().map(Suspect::id);
        Severity severity = incident.severity();
        Optional<Actor> by = answers.apply(incident);
        by.ifPresent(person -> wanted.check(incident, person));
        if (incident.severity() != severity
                || !incident.suspect().map(Suspect::id).equals(cause)) {
            incident.wake("facts-changed", null);
        }
        incidents.save(incident);
        execution.setVariable("verdict", by.isPresent() ? "settled" : "later");
    }
}
