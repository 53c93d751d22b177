package io.holdfast.updates;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import io.holdfast.delivery.Outbox;
import io.holdfast.evidence.Actor;
import io.holdfast.facts.FactSheet;
import io.holdfast.facts.FactSheets;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.incident.Status;
import io.holdfast.playbook.Playbooks;
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
    private final Playbooks playbooks;
    private final Ids ids;
    private final Times times;

    DraftUpdate(
            Incidents incidents,
            FactSheets facts,
            CustomerWords words,
            Drafts drafts,
            Cadence cadence,
            Outbox outbox,
            Playbooks playbooks,
            Ids ids,
            Times times) {
        this.incidents = incidents;
        this.facts = facts;
        this.words = words;
        this.drafts = drafts;
        this.cadence = cadence;
        this.outbox = outbox;
        this.playbooks = playbooks;
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
        if (ownMeansOnly(incident)) {
            facts.refresh(incident.key());
            execution.setVariable("verdict", "quiet");
            return;
        }
        Optional<Draft> before = drafts.newest(incident.key());
        if (before.isPresent() && !news(before.get(), incident)) {
            facts.refresh(incident.key());
            execution.setVariable("verdict", "quiet");
            return;
        }
        boolean due = before.isPresent() && before.get().state().equals(Drafts.PROMISE_DUE);
        execution.setVariable("ref", draft(incident, due).id());
        execution.setVariable("verdict", "drafted");
    }

    /**
     * Whether nothing is hit but what Holdfast itself tells people with. Customers can do all they came for, and the words would have to
     * leave by what fails.
     */
    private boolean ownMeansOnly(Incident incident) {
        Catalog catalog = playbooks.current(incident.world()).catalog();
        return incident.journeys().isEmpty()
                && incident.customersToldAt().isEmpty()
                && incident.alerted().stream()
                        .allMatch(d -> catalog.dependency(d)
                                .map(Dependency::usedByHoldfast)
                                .orElse(false));
    }

    /** Draws new words in the place of those that were open. */
    Draft draft(Incident incident) {
        return draft(incident, false);
    }

    private Draft draft(Incident incident, boolean promiseDue) {
        FactSheet sheet = facts.refresh(incident.key());
        boolean told = incident.customersToldAt().isPresent()
                || outbox.anybodyTold(incident.world(), incident.key() + "/customer");
        boolean changed = drafts.newest(incident.key())
                .map(d -> !d.signature().equals(words.signature(incident)))
                .orElse(true);
        String kind = !told
                ? "first"
                : incident.status() == Status.MONITORING ? "watching" : promiseDue && !changed ? "holding" : "update";
        Instant next = cadence.promise(incident);
        Draft draft = new Draft(
                ids.id(),
                incident.key(),
                kind,
                "drafted",
                sheet.version(),
                words.proposedSignature(incident),
                times.in(incident.world()),
                next,
                kind.equals("first")
                        ? "first word"
                        : promiseDue ? "the promised word is due" : "the facts have changed",
                words.propose(incident, kind, next));
        drafts.insert(draft);
        incident.note(
                new Actor.Self("updates"),
                "update.drafted",
                "Words to customers are drafted (" + draft.reason() + ")",
                Map.of("draft", draft.id(), "kind", kind, "facts", sheet.version()),
                Map.of());
        incidents.save(incident);
        return draft;
    }

    /** Whether something is to be decided anew: other words, a held draft whose time has come, or an open one that was taken back. */
    private boolean news(Draft before, Incident incident) {
        return switch (before.state()) {
            case "dropped" -> false;
            case "held" ->
                !before.signature().equals(words.proposedSignature(incident))
                        || before.nextWordAt() == null
                        || !before.nextWordAt().isAfter(times.in(incident.world()));
            case "told" -> !before.signature().equals(words.signature(incident));
            default -> true;
        };
    }
}
