package io.holdfast.updates;

import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * Redraw the update: while somebody is asked, changed facts change the words in place, and nothing happens where no word differs. The
 * question itself stays open: in the first minutes facts change every few seconds, and a card that is being read must not vanish.
 */
@Component("redrawUpdate")
class RedrawUpdate implements JavaDelegate {
    private final Incidents incidents;
    private final Drafts drafts;
    private final CustomerWords words;
    private final DraftUpdate drawing;

    RedrawUpdate(Incidents incidents, Drafts drafts, CustomerWords words, DraftUpdate drawing) {
        this.incidents = incidents;
        this.drafts = drafts;
        this.words = words;
        this.drawing = drawing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.locked(execution.getProcessBusinessKey());
        Optional<Draft> open =
                drafts.newest(incident.key()).filter(d -> d.state().equals("drafted"));
        if (incident.goingOn()
                && open.isPresent()
                && !open.get().signature().equals(words.proposedSignature(incident))) {
            execution.setVariable("ref", drawing.draft(incident).id());
        }
    }
}
