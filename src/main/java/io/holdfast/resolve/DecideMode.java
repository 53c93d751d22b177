package io.holdfast.resolve;

import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Decide by the guardrails: whether the proposed mode is asked for, or switched on at once. */
@Component("decideMode")
class DecideMode implements JavaDelegate {
    private final Incidents incidents;
    private final ModeRows rows;
    private final ModeGuard guard;
    private final LiveAgents agents;
    private final ModeChanges changes;

    DecideMode(Incidents incidents, ModeRows rows, ModeGuard guard, LiveAgents agents, ModeChanges changes) {
        this.changes = changes;
        this.agents = agents;
        this.incidents = incidents;
        this.rows = rows;
        this.guard = guard;
    }

    @Override
    public void execute(DelegateExecution execution) {
        SwitchRow row = rows.get((String) execution.getVariable("ref"));
        if (row.begun() || !row.state().equals("proposed")) {
            execution.setVariable("verdict", "known");
            return;
        }
        rows.update(new SwitchRow(
                row.id(),
                row.world(),
                row.incident(),
                row.journey(),
                row.mode(),
                row.name(),
                row.scope(),
                row.place(),
                row.state(),
                row.since(),
                row.because(),
                row.approved(),
                true,
                row.backBecause(),
                row.hardEnd()));
        Incident incident = incidents.locked(execution.getProcessBusinessKey());
        boolean act = row.approved() || guard.ask(incident, row).acts();
        // Where agents are scarce a person decides, whatever the guardrails allow.
        boolean scarce = !row.approved() && agents.conflict(row).isPresent();
        boolean takesBack = !row.approved() && changes.mode(row).undoes() != null;
        execution.setVariable("verdict", act && !scarce && !takesBack ? "act" : "ask");
    }
}
