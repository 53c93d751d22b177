package io.holdfast.resolve;

import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Look for a backlog: callbacks and cases are left over where customers were kept going by a fallback mode. */
@Component("lookForBacklog")
class LookForBacklog implements JavaDelegate {
    private static final Set<String> LEAVES_WORK = Set.of("on", "verified", "failing-back");

    private final Incidents incidents;
    private final Modes modes;

    LookForBacklog(Incidents incidents, Modes modes) {
        this.incidents = incidents;
        this.modes = modes;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.locked(execution.getProcessBusinessKey());
        boolean left = modes.of(incident.key()).stream().anyMatch(m -> LEAVES_WORK.contains(m.state()));
        execution.setVariable("verdict", left ? "backlog" : "none");
    }
}
