package io.holdfast.updates;

import io.holdfast.delivery.OtherWay;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.tasks.Answer;
import io.holdfast.tasks.Answers;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Tell by the next channel whoever agreed to one and does not know; who agreed to none goes on waiting. */
@Component("tellByTheNextChannel")
class TellByTheNextChannel implements JavaDelegate {
    private final Incidents incidents;
    private final FailedChannelRows rows;
    private final OtherWay otherWay;
    private final Answers answers;

    TellByTheNextChannel(Incidents incidents, FailedChannelRows rows, OtherWay otherWay, Answers answers) {
        this.incidents = incidents;
        this.rows = rows;
        this.otherWay = otherWay;
        this.answers = answers;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.locked(execution.getProcessBusinessKey());
        FailedChannel row = rows.get((String) execution.getVariable("ref"));
        if (!row.state().equals("asked")) {
            return;
        }
        Answer answer = answers.latest(incident.key(), "tellByNextChannel", row.id())
                .orElseThrow(() -> new IllegalStateException("The answer to " + row.id() + " is not stored"));
        boolean taken = otherWay.take(
                row.message(), row.channel(), answer.by(), ChannelWords.many(row.channel()) + " do not arrive");
        rows.state(row.id(), taken ? "told" : "over");
        incident.note(
                answer.by(),
                "update.other-way",
                taken
                        ? "Customers whom " + ChannelWords.many(row.channel()) + " do not reach are told another way"
                        : "The words do not hold any more, so nobody is told them another way",
                Map.of("message", row.message(), "untold", row.untold()),
                Map.of());
        incidents.save(incident);
    }
}
