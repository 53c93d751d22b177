package io.holdfast.updates;

import io.holdfast.evidence.Actor;
import io.holdfast.facts.FactSheet;
import io.holdfast.facts.FactSheets;
import io.holdfast.guard.Ruling;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.incident.Status;
import io.holdfast.time.Times;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * Keep the promised word: where customers were promised a next word and nobody acted, the pre-approved holding text goes out and
 * promises the one after.
 */
@Component("keepPromise")
class KeepPromise implements JavaDelegate {
    private final Incidents incidents;
    private final FactSheets facts;
    private final CustomerWords words;
    private final Cadence cadence;
    private final DecideUpdate policy;
    private final Telling telling;
    private final Drafts drafts;
    private final PromiseAlarm alarm;
    private final Times times;

    KeepPromise(
            Incidents incidents,
            FactSheets facts,
            CustomerWords words,
            Cadence cadence,
            DecideUpdate policy,
            Telling telling,
            Drafts drafts,
            PromiseAlarm alarm,
            Times times) {
        this.incidents = incidents;
        this.facts = facts;
        this.words = words;
        this.cadence = cadence;
        this.policy = policy;
        this.telling = telling;
        this.drafts = drafts;
        this.alarm = alarm;
        this.times = times;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.locked(execution.getProcessBusinessKey());
        Optional<FactSheet> sheet = facts.current(incident.key());
        Instant promised = sheet.map(FactSheet::nextWordAt).orElse(null);
        Instant now = times.in(incident.world());
        if (!incident.goingOn() || promised == null || promised.isAfter(now)) {
            return;
        }
        Instant next = cadence.promise(incident);
        // Once it works again, a word that says 'no change yet' would be stale.
        boolean watching = incident.status() == Status.MONITORING;
        FactSheet kept = facts.promise(incident.key(), next);
        // Agents say by when customers hear more: the board must not stand on a promise that has passed.
        incident.wake("facts-changed", null);
        Ruling ruling = policy.guard(incident, "holding-text", false, null);
        if (!ruling.acts()) {
            propose(incident, promised, ruling);
            return;
        }
        if (!policy.allowed(incident, "holding")) {
            incident.note(
                    new Actor.Self("updates"),
                    "update.promise-not-kept",
                    "The promised word was due, and the rules keep the holding text back",
                    Map.of(),
                    Map.of());
            incidents.save(incident);
            return;
        }
        String kind = watching ? "watching" : "holding";
        Map<String, String> texts = words.draw(incident, kind, next);
        telling.everybody(
                incident,
                watching ? "update" : "holding",
                words.everywhere(incident, kind, next, texts),
                next,
                kept,
                "the promised word was due and nobody had acted");
        incident.note(
                new Actor.Self("updates"),
                "update.promise-kept",
                "The promised word was kept by the holding text",
                Map.of("facts", kept.version()),
                Map.of());
        incidents.save(incident);
    }

    /** It may not be kept by itself: the holding text is asked for, and whoever commands is called, since customers were promised it. */
    private void propose(Incident incident, Instant promised, Ruling ruling) {
        drafts.newest(incident.key()).ifPresent(d -> drafts.state(d.id(), Drafts.PROMISE_DUE));
        alarm.raise(incident, promised, ruling.because());
        incident.note(
                ruling.rule(),
                "update.promise-asked",
                "The promised word is due and may not go out by itself: the commander is called, and the text waits for his yes",
                Map.of("decision", ruling.id()),
                Map.of());
        incidents.save(incident);
    }
}
