package io.holdfast.updates;

import io.holdfast.evidence.Actor;
import io.holdfast.facts.FactSheet;
import io.holdfast.facts.FactSheets;
import io.holdfast.incident.Ending;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Say the last word: that it is over, or that it was a false alarm, only to those who got an earlier one. What still waits is
 * withdrawn. A duplicate says nothing: the other incident speaks on.
 */
@Component("lastWord")
class LastWord implements JavaDelegate {
    private final Incidents incidents;
    private final FactSheets facts;
    private final CustomerWords words;
    private final Telling telling;
    private final DecideUpdate policy;
    private final Drafts drafts;
    private final FailedChannelRows failed;

    LastWord(
            Incidents incidents,
            Drafts drafts,
            FailedChannelRows failed,
            FactSheets facts,
            CustomerWords words,
            Telling telling,
            DecideUpdate policy) {
        this.incidents = incidents;
        this.drafts = drafts;
        this.failed = failed;
        this.facts = facts;
        this.words = words;
        this.telling = telling;
        this.policy = policy;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.locked(execution.getProcessBusinessKey());
        boolean told = telling.anybody(incident);
        telling.withdraw(incident, "it is over");
        drafts.end(incident.key());
        failed.end(incident.key());
        FactSheet sheet = facts.promise(incident.key(), null);
        String kind = kind(incident.ending().orElse(Ending.RESOLVED));
        if (!told || kind == null) {
            return;
        }
        if (!policy.allowed(incident, kind)) {
            incident.note(
                    new Actor.Self("updates"),
                    "update.refused",
                    "The contact policy lets no last word go out now",
                    Map.of("kind", kind),
                    Map.of());
            incidents.save(incident);
            return;
        }
        Map<String, String> texts = words.draw(incident, kind, null);
        telling.toldEarlier(
                incident,
                words.everywhere(incident, kind, null, texts),
                sheet.version(),
                kind.equals("final") ? "all-clear" : "correction of what was told");
        incident.note(
                new Actor.Self("updates"),
                "update." + kind,
                kind.equals("final")
                        ? "Those who were told hear that it is over"
                        : "Those who were told hear that it was none",
                Map.of("facts", sheet.version()),
                Map.of());
        incidents.save(incident);
    }

    private static @Nullable String kind(Ending ending) {
        return switch (ending) {
            case RESOLVED -> "final";
            case FALSE_ALARM, DECLINED, CANCELLED -> "correction";
            case DUPLICATE -> null;
        };
    }
}
