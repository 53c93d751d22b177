package io.holdfast.learn;

import io.holdfast.delivery.MessageLog;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An incident in numbers: how long each step took, counted from the onset, and how many were told. A pure function. */
final class Figures {
    private Figures() {}

    /** Minutes since the onset by step, in the order of the loop; a step that was never reached is left out. */
    static Map<String, Long> minutes(Incident incident) {
        Map<String, Optional<Instant>> steps = new LinkedHashMap<>();
        steps.put("detected", Optional.of(incident.detectedAt()));
        steps.put("acknowledged", incident.acknowledgedAt());
        steps.put("agentsTold", incident.agentsToldAt());
        steps.put("customersTold", incident.customersToldAt());
        steps.put("mitigated", incident.mitigatedAt());
        steps.put("restored", incident.restoredAt());
        Map<String, Long> minutes = new LinkedHashMap<>();
        steps.forEach((step, at) -> at.ifPresent(t -> minutes.put(
                step, Math.max(0, Duration.between(incident.onsetAt(), t).toMinutes()))));
        return minutes;
    }

    /** Messages by state over all of the incident's messages, {@code delivered -> 4012}. */
    static Map<String, Long> told(List<MessageLog.Sent> messages) {
        Map<String, Long> told = new LinkedHashMap<>();
        for (MessageLog.Sent sent : messages) {
            sent.counts().forEach((state, n) -> told.merge(state, n, Long::sum));
        }
        return told;
    }

    /** What the template shows: a list of {@code step=minutes} and counts, as plain values. */
    static Map<String, Object> fields(Incident incident, Incidents.Tally tally, List<MessageLog.Sent> messages) {
        Map<String, Object> fields = new LinkedHashMap<>();
        Map<String, Long> minutes = minutes(incident);
        for (String step :
                List.of("detected", "acknowledged", "agentsTold", "customersTold", "mitigated", "restored")) {
            fields.put(step, minutes.getOrDefault(step, -1L));
        }
        fields.put("decisions", incident.decisions());
        fields.put("signals", tally.signals());
        fields.put("reports", tally.reports());
        List<String> told = new ArrayList<>();
        told(messages).forEach((state, n) -> told.add(n + " " + state));
        fields.put("told", String.join(", ", told));
        return fields;
    }
}
