package io.holdfast.route;

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

/** Record the taking: whoever answered has the role, or says that somebody else should. */
@Component("recordTaking")
class RecordTaking implements JavaDelegate {
    private final Incidents incidents;
    private final Answers answers;
    private final AskRows asked;
    private final Pages pages;

    RecordTaking(Incidents incidents, Answers answers, AskRows asked, Pages pages) {
        this.incidents = incidents;
        this.answers = answers;
        this.asked = asked;
        this.pages = pages;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.locked(execution.getProcessBusinessKey());
        String role = (String) execution.getVariable("ref");
        Answer answer = answers.latest(incident.key(), Pages.task(role), null)
                .orElseThrow(() -> new IllegalStateException("Nobody has answered for the role of " + role));
        String who = answer.text("who");
        String said = Objects.requireNonNullElse(answer.text("verdict"), "take");
        String verdict;
        if (said.equals("hand-to") && who != null) {
            handTo(incident, role, who, answer.by());
            verdict = "handed-on";
        } else if (!said.equals("take")) {
            verdict = "not-mine";
        } else {
            take(incident, role, answer);
            verdict = "taken";
        }
        incidents.save(incident);
        execution.setVariable("verdict", verdict);
    }

    private void handTo(Incident incident, String role, String who, Actor by) {
        asked.of(incident.key(), role)
                .ifPresent(q -> asked.put(new Asked.Question(q.incident(), q.role(), q.team(), 0, who, q.askedAt())));
        incident.note(
                by,
                "route.handed-on",
                role.equals("commander") ? "Command is handed on" : "Ownership is handed on",
                Map.of("role", role),
                Map.of());
    }

    private void take(Incident incident, String role, Answer answer) {
        // A token acts for the person that it names; without one it holds the role itself.
        String taker = answer.by() instanceof Actor.Person person
                ? person.username()
                : Objects.requireNonNullElse(
                        answer.text("who"), answer.by() instanceof Actor.Token token ? token.name() : "nobody");
        String team = asked.of(incident.key(), role).map(Asked.Question::team).orElse(null);
        incident.take(role, taker, team, answer.by());
        incident.wake("ack-renewed", null);
        asked.over(incident.key(), role);
        pages.taken(incident, role, taker);
    }
}
