package io.holdfast.route;

import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.time.Times;
import java.util.List;
import java.util.NoSuchElementException;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Page: writes a page to the people of this rung into the outbox; it replaces the last page of the role. */
@Component("page")
class Page implements JavaDelegate {
    private final Incidents incidents;
    private final AskRows asked;
    private final Rungs rungs;
    private final Pages pages;
    private final Times times;

    Page(Incidents incidents, AskRows asked, Rungs rungs, Pages pages, Times times) {
        this.incidents = incidents;
        this.asked = asked;
        this.rungs = rungs;
        this.pages = pages;
        this.times = times;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.locked(execution.getProcessBusinessKey());
        String role = (String) execution.getVariable("ref");
        int rung = execution.getVariable("rung") instanceof Number n ? n.intValue() : 0;
        Asked.Question question = asked.of(incident.key(), role)
                .orElseThrow(() -> new NoSuchElementException("Nobody was chosen as " + role));
        asked.put(new Asked.Question(
                incident.key(), role, question.team(), rung, question.handedTo(), times.in(incident.world())));
        List<String> people = rungs.people(incident, question, rung);
        pages.page(incident, role, people, rung);
    }
}
