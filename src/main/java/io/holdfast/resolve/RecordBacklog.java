package io.holdfast.resolve;

import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.tasks.Answer;
import io.holdfast.tasks.Answers;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Record the backlog: worked off when the wave is over and no callback is left. */
@Component("recordBacklog")
class RecordBacklog implements JavaDelegate {
    private final Incidents incidents;
    private final Answers answers;

    RecordBacklog(Incidents incidents, Answers answers) {
        this.incidents = incidents;
        this.answers = answers;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.locked(execution.getProcessBusinessKey());
        Answer answer = answers.latest(incident.key(), "workOffBacklog", null)
                .orElseThrow(() -> new IllegalStateException("Nobody has said what is left over"));
        long left = answer.values().get("callbacksLeft") instanceof Number n ? n.longValue() : 0;
        boolean over = answer.yes("waveOver") && left <= 0;
        incident.note(
                answer.by(),
                "resolve.backlog",
                over ? "The backlog is worked off" : "The backlog is not worked off yet",
                Map.of("callbacksLeft", left, "waveOver", answer.yes("waveOver")),
                Map.of());
        incidents.save(incident);
        execution.setVariable("verdict", over ? "worked-off" : "left");
    }
}
