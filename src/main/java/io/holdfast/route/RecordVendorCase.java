package io.holdfast.route;

import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.tasks.Answer;
import io.holdfast.tasks.Answers;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Record the case, and its number at the vendor where he gave one: his answer is measured from here. */
@Component("recordVendorCase")
class RecordVendorCase implements JavaDelegate {
    private final Incidents incidents;
    private final Answers answers;

    RecordVendorCase(Incidents incidents, Answers answers) {
        this.incidents = incidents;
        this.answers = answers;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.locked(execution.getProcessBusinessKey());
        Answer answer = answers.latest(incident.key(), "openVendorCase", null)
                .orElseThrow(() -> new IllegalStateException("Nobody has opened a case"));
        String number = answer.text("caseNumber");
        if (number == null) {
            incident.note(
                    answer.by(), "vendor.case", "A case is open at the vendor, without a number", Map.of(), Map.of());
        } else {
            incident.vendorCase(number.length() > 120 ? number.substring(0, 120) : number, answer.by());
        }
        incidents.save(incident);
    }
}
