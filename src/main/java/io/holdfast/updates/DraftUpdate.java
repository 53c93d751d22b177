package io.holdfast.updates;

import io.holdfast.delivery.Outbox;
import io.holdfast.evidence.Actor;
import io.holdfast.facts.FactSheet;
import io.holdfast.facts.FactSheets;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.incident.Status;
import io.holdfast.time.Ids;
import io.holdfast.time.Times;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Draft the update: the words, in every language, with the next word that they promise; nothing where nothing new can be said. */
@Component("draftUpdate")
class DraftUpdate implements JavaDelegate {
    private final Incidents incidents;
    private final FactSheets facts;
    private final CustomerWords words;
    private final Drafts drafts;
    private final Cadence cadence;
    private final Outbox outbox;
    private final Ids ids;
    private final Times times;

    DraftUpdate(
            Incidents incidents,
            FactSheets facts,
            CustomerWords words,
            Drafts drafts,
            Cadence cadence,
            Outbox outbox,
            Ids ids,
            Times times) {
        this.incidents = incidents;
        this.facts = facts;
        this.words = words;
        this.drafts = drafts;
        this.cadence = cadence;
        this.outbox = outbox;
        this.ids = ids;
        this.times = times;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.locked(execution.getProcessBusinessKey());
        if (!incident.goingOn()) {
            execution.setVariable("verdict", "over");
            return;
        }
        FactSheet sheet = facts.refresh(incident.key());
        Instant now = times.in(incident.world());
        Optional<Draft> before = drafts.newest(incident.key());
        boolean told = incident.customersToldAt().isPresent()
                || outbox.anybodyTold(incident.world(), incident.key() + "/customer");
        String signature = words.signature(incident);
        if (before.isPresent() && !news(before.get(), signature, now)) {
            execution.setVariable("verdict", "quiet");
            return;
        }
        String kind = !told ? "first" : incident.status() == Status.MONITORING ? "watching" : "update";
        Instant next = now.plus(cadence.every(incident));
        Draft draft = new Draft(
                ids.id(),
                incident.key(),
                kind,
                "drafted",
                sheet.version(),
                signature,
                now,
                next,
                kind.equals("first") ? "first word" : "the facts have changed",
                words.draw(incident, kind, next));
        drafts.insert(draft);
        incident.note(
                new Actor.Self("updates"),
                "update.drafted",
                "Words to customers are drafted (" + draft.reason() + ")",
                Map.of("draft", draft.id(), "kind", kind, "facts", sheet.version()),
                Map.of());
        incidents.save(incident);
        execution.setVariable("ref", draft.id());
        execution.setVariable("verdict", "drafted");
    }

    /** Whether something is to be decided anew: other words, a held draft whose time has come, or an open one that was taken back. */
    private static boolean news(Draft before, String signature, Instant now) {
        return switch (before.state()) {
            case "dropped" -> false;
            case "held" ->
                !before.signature().equals(signature)
                        || before.nextWordAt() == null
                        || !before.nextWordAt().isAfter(now);
            case "told" -> !before.signature().equals(signature);
            default -> true;
        };
    }
}
