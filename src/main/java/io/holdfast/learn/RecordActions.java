package io.holdfast.learn;

import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.playbook.Playbooks;
import io.holdfast.tasks.Answer;
import io.holdfast.tasks.Answers;
import io.holdfast.time.Ids;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Record the actions: each with one owner and a due date; they live on when the incident is closed. */
@Component("recordActions")
class RecordActions implements JavaDelegate {
    static final int MOST = 3;

    private final Incidents incidents;
    private final Answers answers;
    private final ReviewRows reviews;
    private final Playbooks playbooks;
    private final Ids ids;

    RecordActions(Incidents incidents, Answers answers, ReviewRows reviews, Playbooks playbooks, Ids ids) {
        this.incidents = incidents;
        this.answers = answers;
        this.reviews = reviews;
        this.playbooks = playbooks;
        this.ids = ids;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.locked(execution.getProcessBusinessKey());
        Answer answer = answers.latest(incident.key(), "agreeOnActions", null)
                .orElseThrow(() -> new IllegalStateException("Nobody has agreed on actions"));
        ZoneId zone = playbooks.current(incident.world()).catalog().zone();
        int agreed = 0;
        for (int n = 1; n <= MOST; n++) {
            String what = answer.text("action" + n);
            if (what != null) {
                agreed++;
                String due = answer.text("due" + n);
                LocalDate dueOn = due == null ? null : LocalDate.parse(due);
                reviews.act(
                        ids.id(),
                        incident.key(),
                        n,
                        what,
                        answer.text("owner" + n),
                        dueOn,
                        answer.at(),
                        Reminders.first(dueOn, zone, answer.at()));
            }
        }
        incident.note(
                answer.by(),
                "review.actions",
                agreed == 0 ? "No action was agreed on" : agreed + " actions were agreed on",
                Map.of("actions", (long) agreed),
                Map.of());
        incidents.save(incident);
    }
}
