package io.holdfast.updates;

import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.tasks.Answer;
import io.holdfast.tasks.Answers;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Record the answer: the words as they were approved, or why they wait. */
@Component("recordUpdate")
class RecordUpdate implements JavaDelegate {
    private final Incidents incidents;
    private final Drafts drafts;
    private final Answers answers;

    RecordUpdate(Incidents incidents, Drafts drafts, Answers answers) {
        this.incidents = incidents;
        this.drafts = drafts;
        this.answers = answers;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.locked(execution.getProcessBusinessKey());
        Draft draft = drafts.get((String) execution.getVariable("ref"));
        Answer answer = answers.latest(incident.key(), "approveUpdate", draft.id())
                .orElseThrow(() -> new IllegalStateException("The answer to draft " + draft.id() + " is not stored"));
        String verdict = String.valueOf(answer.text("verdict"));
        execution.setVariable("verdict", verdict);
        switch (verdict) {
            case "hold" -> drafts.state(draft.id(), "held");
            case "do-not-notify" -> drafts.state(draft.id(), "dropped");
            default ->
                draft.texts().forEach((locale, drawn) -> {
                    String edited = answer.text("text." + locale);
                    if (edited != null && !edited.equals(drawn)) {
                        drafts.text(draft.id(), locale, edited);
                    }
                });
        }
        incident.note(
                answer.by(),
                "update." + (verdict.equals("send") ? "approved" : verdict),
                switch (verdict) {
                    case "hold" -> "The words to customers are held";
                    case "do-not-notify" -> "Customers are not told of this";
                    default -> "The words to customers are approved";
                },
                Map.of("draft", draft.id()),
                Map.of());
        incidents.save(incident);
    }
}
