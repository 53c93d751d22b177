package io.holdfast.updates;

import io.holdfast.delivery.Channel;
import io.holdfast.evidence.Actor;
import io.holdfast.facts.FactSheet;
import io.holdfast.facts.FactSheets;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.time.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Publish the update: to those whom it touches and who agreed to it. The promise that the text names is the one that is kept. */
@Component("publishUpdate")
class PublishUpdate implements JavaDelegate {
    /** A promise nearer than this can't be kept honestly: it is moved on before the words leave. */
    private static final Duration TOO_NEAR = Duration.ofMinutes(2);

    private final Incidents incidents;
    private final FactSheets facts;
    private final Drafts drafts;
    private final CustomerWords words;
    private final Cadence cadence;
    private final Telling telling;
    private final Times times;

    PublishUpdate(
            Incidents incidents,
            FactSheets facts,
            Drafts drafts,
            CustomerWords words,
            Cadence cadence,
            Telling telling,
            Times times) {
        this.incidents = incidents;
        this.facts = facts;
        this.drafts = drafts;
        this.words = words;
        this.cadence = cadence;
        this.telling = telling;
        this.times = times;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.locked(execution.getProcessBusinessKey());
        String ref = (String) execution.getVariable("ref");
        Draft draft = drafts.get(ref);
        if (draft.state().equals("told")) {
            return;
        }
        if (!incident.goingOn()) {
            // The word that it is over passed while this job waited.
            execution.setVariable("verdict", "over");
            return;
        }
        if (draft.state().equals("drafted")) {
            // Nobody was asked: only what is so already may be said.
            words.draw(incident, draft.kind(), draft.nextWordAt())
                    .forEach((locale, body) -> drafts.text(ref, locale, body));
            drafts.approved(ref, words.signature(incident));
            draft = drafts.get(ref);
        }
        Instant now = times.in(incident.world());
        Instant promised = draft.nextWordAt();
        Map<String, String> texts = new LinkedHashMap<>(draft.texts());
        Instant next = promised;
        if (promised == null || promised.isBefore(now.plus(TOO_NEAR))) {
            next = cadence.promise(incident);
            for (String locale : draft.texts().keySet()) {
                String old = promised == null ? "" : words.time(incident, promised, locale);
                String fresh = words.time(incident, next, locale);
                texts.computeIfPresent(locale, (l, text) -> old.isEmpty() ? text : text.replace(old, fresh));
            }
            drafts.promise(draft.id(), next);
        }
        Instant before =
                facts.current(incident.key()).map(FactSheet::nextWordAt).orElse(null);
        FactSheet sheet = facts.promise(incident.key(), next);
        Map<Channel, Map<String, String>> said = words.everywhere(incident, draft.kind(), next, texts);
        telling.everybody(incident, draft.kind(), said, next, sheet, draft.reason());
        drafts.state(draft.id(), "told");
        incident.told("customers");
        incident.note(
                new Actor.Self("updates"),
                "update.published",
                "The words to customers are on their way",
                Map.of(
                        "draft",
                        draft.id(),
                        "kind",
                        draft.kind(),
                        "facts",
                        sheet.version(),
                        "next",
                        String.valueOf(next)),
                Map.of());
        if (!draft.signature().equals(words.signature(incident)) || !Objects.equals(before, next)) {
            // What changed while this job waited found nobody listening; and agents say by when customers hear more.
            incident.wake("facts-changed", null);
        }
        incidents.save(incident);
    }
}
