package io.holdfast.diagnose;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import io.holdfast.evidence.Actor;
import io.holdfast.incident.DiagnosisAnswers;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Severity;
import io.holdfast.incident.Suspect;
import io.holdfast.playbook.Playbooks;
import io.holdfast.tasks.Answer;
import io.holdfast.tasks.Answers;
import io.holdfast.tasks.Option;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Takes the answer to 'Confirm the diagnosis' into the incident. What was left empty is left to the rules. */
@Component
class ConfirmedDiagnosis implements DiagnosisAnswers {
    private final Answers answers;
    private final Playbooks playbooks;
    private final SeverityWords severities;

    ConfirmedDiagnosis(Answers answers, Playbooks playbooks, SeverityWords severities) {
        this.answers = answers;
        this.playbooks = playbooks;
        this.severities = severities;
    }

    @Override
    public Optional<Actor> apply(Incident incident) {
        Answer answer = answers.latest(incident.key(), "confirmDiagnosis", null)
                .orElseThrow(() -> new IllegalStateException("Nobody has confirmed the diagnosis"));
        if ("later".equals(answer.text("verdict"))) {
            return Optional.empty();
        }
        Catalog catalog = playbooks.number(incident.playbook()).catalog();
        String chosen = answer.text("suspect");
        Optional<Suspect> cause = chosen == null ? incident.suspect() : suspect(incident, catalog, chosen);
        cause.ifPresent(s -> incident.chooseSuspect(s, answer.by()));
        String severity = answer.text("severity");
        if (severity != null) {
            Severity to = Severity.valueOf(severity);
            String label = severities.options(incident, catalog.locales().get(0)).stream()
                    .filter(o -> o.id().equals(severity))
                    .map(Option::label)
                    .findFirst()
                    .orElse(severity);
            incident.chooseSeverity(to, label, answer.by());
        }
        return Optional.of(answer.by());
    }

    private static Optional<Suspect> suspect(Incident incident, Catalog catalog, String id) {
        return incident.suspects().stream()
                .filter(s -> s.id().equals(id))
                .findFirst()
                .or(() -> catalog.dependency(id).map(ConfirmedDiagnosis::byHand));
    }

    private static Suspect byHand(Dependency d) {
        return new Suspect(d.id(), d.name(), d.kind().id(), 0, "Chosen by hand", "Ruled out if it is proven to work");
    }
}
