package io.holdfast.learn;

import io.holdfast.evidence.Actor;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.tasks.Answer;
import io.holdfast.tasks.Answers;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Record the review: what a person wrote replaces the draft. */
@Component("recordReview")
class RecordReview implements JavaDelegate {
    private final Incidents incidents;
    private final Answers answers;
    private final ReviewRows reviews;

    RecordReview(Incidents incidents, Answers answers, ReviewRows reviews) {
        this.incidents = incidents;
        this.answers = answers;
        this.reviews = reviews;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.locked(execution.getProcessBusinessKey());
        Answer answer = answers.latest(incident.key(), "writeReview", null)
                .orElseThrow(() -> new IllegalStateException("Nobody has written the review"));
        reviews.write(
                incident.key(),
                said(answer, "summary"),
                said(answer, "contributing"),
                said(answer, "wentWell"),
                said(answer, "lucky"),
                answer.text("owner"),
                nameOf(answer.by()),
                answer.at());
        incident.note(answer.by(), "review.written", "The review is written", Map.of(), Map.of());
        incidents.save(incident);
    }

    private static String said(Answer answer, String field) {
        return Objects.requireNonNullElse(answer.text(field), "");
    }

    private static String nameOf(Actor by) {
        if (by instanceof Actor.Person person) {
            return person.username();
        }
        return by instanceof Actor.Token token ? token.name() : "holdfast";
    }
}
