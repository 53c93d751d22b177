package io.holdfast.updates;

import io.holdfast.evidence.Actor;
import io.holdfast.facts.FactSheets;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.tasks.Answer;
import io.holdfast.tasks.Answers;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Record the answer: the words as they were approved, or why they wait. */
@Component("recordUpdate")
class RecordUpdate implements JavaDelegate {
    private final Incidents incidents;
    private final Drafts drafts;
    private final CustomerWords words;
    private final FactSheets facts;
    private final Cadence cadence;
    private final Answers answers;

    RecordUpdate(
            Incidents incidents,
            Drafts drafts,
            CustomerWords words,
            FactSheets facts,
            Cadence cadence,
            Answers answers) {
        this.incidents = incidents;
        this.drafts = drafts;
        this.words = words;
        this.facts = facts;
        this.cadence = cadence;
        this.answers = answers;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.locked(execution.getProcessBusinessKey());
        Draft draft = drafts.get((String) execution.getVariable("ref"));
        Answer answer = answers.latest(incident.key(), "approveUpdate", draft.id())
                .orElseThrow(() -> new IllegalStateException("The answer to draft " + draft.id() + " is not stored"));
        String verdict = String.valueOf(answer.text("verdict"));
        execution.setVariable("verdict", verdict);
        switch (verdict) {
            case "hold" -> drafts.hold(draft.id(), cadence.next(incident));
            case "do-not-notify" -> {
                drafts.state(draft.id(), "dropped");
                // Somebody acted: a holding text would be the word that he forbade, and nobody may read of one still to
                // come.
                facts.promise(incident.key(), null);
            }
            default -> {
                if (outdated(draft, answer)) {
                    askAgain(execution, incident, draft);
                    return;
                }
                approve(incident, draft, answer);
            }
        }
        incident.note(
                answer.by(),
                "update." + (verdict.equals("send") ? "approved" : verdict),
                switch (verdict) {
                    case "hold" -> "The words to customers are held";
                    case "do-not-notify" -> "Customers are not told of this";
                    default -> "The words to customers are approved";
                },
                verdict.equals("send") && edited(draft, answer)
                        ? Map.of("draft", draft.id(), "edited", true)
                        : Map.of("draft", draft.id()),
                Map.of());
        incidents.save(incident);
    }

    /** Whether somebody changed the words that were drafted. */
    private static boolean edited(Draft draft, Answer answer) {
        return draft.texts().entrySet().stream().anyMatch(e -> {
            String given = answer.text("text." + e.getKey());
            return given != null && !given.equals(e.getValue());
        });
    }

    /** Words as they were drawn hold what is true now: without a fallback that was left, a text must not promise it. */
    private void approve(Incident incident, Draft draft, Answer answer) {
        Map<String, String> now = words.draw(incident, draft.kind(), draft.nextWordAt());
        draft.texts().forEach((locale, drawn) -> {
            String given = answer.text("text." + locale);
            boolean edited = given != null && !given.equals(drawn);
            drafts.text(draft.id(), locale, given != null && edited ? given : now.getOrDefault(locale, drawn));
        });
        drafts.approved(draft.id(), words.signature(incident));
    }

    /** Whether somebody approved words that he read before they were drawn anew. */
    private boolean outdated(Draft draft, Answer answer) {
        Set<String> lapsed = drafts.lapsedTexts(draft.incident());
        return draft.texts().entrySet().stream().anyMatch(e -> {
            String given = answer.text("text." + e.getKey());
            return given != null && !given.equals(e.getValue()) && lapsed.contains(given);
        });
    }

    private void askAgain(DelegateExecution execution, Incident incident, Draft draft) {
        drafts.state(draft.id(), "lapsed");
        execution.setVariable("verdict", "hold");
        incident.note(
                new Actor.Self("updates"),
                "update.outdated",
                "The words had changed while they were being read: they are shown anew",
                Map.of("draft", draft.id()),
                Map.of());
        incident.wake("facts-changed", null);
        incidents.save(incident);
    }
}
