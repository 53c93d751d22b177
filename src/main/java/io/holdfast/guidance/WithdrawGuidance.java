package io.holdfast.guidance;

import io.holdfast.catalog.Catalog;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.Times;
import java.time.Instant;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Withdraw guidance: back to normal, in place, in every queue that read something of this incident. */
@Component("withdrawGuidance")
class WithdrawGuidance implements JavaDelegate {
    private final Incidents incidents;
    private final Playbooks playbooks;
    private final GuidanceRows rows;
    private final Posts posts;
    private final Times times;

    WithdrawGuidance(Incidents incidents, Playbooks playbooks, GuidanceRows rows, Posts posts, Times times) {
        this.incidents = incidents;
        this.playbooks = playbooks;
        this.rows = rows;
        this.posts = posts;
        this.times = times;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.locked(execution.getProcessBusinessKey());
        Catalog catalog = playbooks.current(incident.world()).catalog();
        Instant now = times.in(incident.world());
        for (String queue : rows.queues(incident.key())) {
            posts.over(incident, queue, catalog, now, "it is over");
            rows.withdraw(incident.key(), queue, now);
        }
        incidents.save(incident);
    }
}
