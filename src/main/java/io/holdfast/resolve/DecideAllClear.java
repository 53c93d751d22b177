package io.holdfast.resolve;

import io.holdfast.catalog.Dependency;
import io.holdfast.guard.Ask;
import io.holdfast.guard.Guardrails;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.incident.Suspect;
import io.holdfast.playbook.Playbooks;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Decide the all-clear: {@code guardrails.dmn} of the playbook in force says whether it is given by itself or by a person. */
@Component("decideAllClear")
class DecideAllClear implements JavaDelegate {
    private final Incidents incidents;
    private final Playbooks playbooks;
    private final Guardrails guardrails;

    DecideAllClear(Incidents incidents, Playbooks playbooks, Guardrails guardrails) {
        this.incidents = incidents;
        this.playbooks = playbooks;
        this.guardrails = guardrails;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.locked(execution.getProcessBusinessKey());
        String path = incident.suspect()
                .map(Suspect::id)
                .flatMap(playbooks.current(incident.world()).catalog()::dependency)
                .map(Dependency::path)
                .orElse(null);
        boolean give = guardrails
                .ask(incident, Ask.of("all-clear", path, incident.scope(), "all-clear/" + incident.key()))
                .acts();
        execution.setVariable("verdict", give ? "give" : "ask");
    }
}
