package io.holdfast.resolve;

import io.holdfast.catalog.Verdict;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.tasks.Answer;
import io.holdfast.tasks.Answers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Record the mitigation: what was done. It is held against the signals; a reason counts only where they are not good. */
@Component("recordMitigation")
class RecordMitigation implements JavaDelegate {
    private final Incidents incidents;
    private final Answers answers;

    RecordMitigation(Incidents incidents, Answers answers) {
        this.incidents = incidents;
        this.answers = answers;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.locked(execution.getProcessBusinessKey());
        Answer answer = answers.latest(incident.key(), "mitigate", null)
                .orElseThrow(() -> new IllegalStateException("Nobody has said what was done"));
        if (answer.yes("mitigated")) {
            boolean reason = answer.text("reason") != null && incident.signals() != Verdict.GOOD;
            incident.mitigate(answer.text("what"), answer.text("workaround"), reason, answer.by());
        } else {
            note(incident, answer);
        }
        incident.wake("ack-renewed", null);
        incidents.save(incident);
    }

    private static void note(Incident incident, Answer answer) {
        Map<String, byte[]> words = new LinkedHashMap<>();
        for (String field : new String[] {"what", "workaround"}) {
            String said = answer.text(field);
            if (said != null) {
                words.put("note." + field, said.getBytes(StandardCharsets.UTF_8));
            }
        }
        incident.note(answer.by(), "incident.attempt", "Something was tried; it is not fixed yet", Map.of(), words);
    }
}
