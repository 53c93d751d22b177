package io.holdfast.updates;

import io.holdfast.delivery.OtherWay;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.time.Times;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Count who knows, who does not and who may; nobody is asked where that was asked already, or all know meanwhile. */
@Component("countWhoKnows")
class CountWhoKnows implements JavaDelegate {
    private final Incidents incidents;
    private final FailedChannelRows rows;
    private final OtherWay otherWay;
    private final Times times;

    CountWhoKnows(Incidents incidents, FailedChannelRows rows, OtherWay otherWay, Times times) {
        this.incidents = incidents;
        this.rows = rows;
        this.otherWay = otherWay;
        this.times = times;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.locked(execution.getProcessBusinessKey());
        FailedChannel row = rows.get((String) execution.getVariable("ref"));
        execution.setVariable("verdict", "known");
        if (!row.state().equals("failed")) {
            return;
        }
        Optional<OtherWay.Reach> reach = otherWay.reach(incident.world(), Telling.topic(incident), row.channel());
        if (!incident.goingOn() || reach.isEmpty() || reach.get().untold() == 0) {
            rows.state(row.id(), "over");
            return;
        }
        rows.count(row.id(), reach.get(), times.in(incident.world()));
        rows.state(row.id(), "asked");
        execution.setVariable("verdict", "ask");
    }
}
