package io.holdfast.updates;

import io.holdfast.tasks.Until;
import io.holdfast.time.Times;
import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/**
 * When 'Tell the rest another way?' is asked again. Who answers 'wait until 19:55' and who says nothing mean the same moment, so it stands
 * in the row; diagrams ask it in a timer.
 */
@Component("askingAgain")
public class AskingAgain {
    private final FailedChannelRows rows;
    private final Until until;
    private final Times times;

    AskingAgain(FailedChannelRows rows, Until until, Times times) {
        this.rows = rows;
        this.until = until;
        this.times = times;
    }

    /** The moment for the failed channel in variable {@code ref}. */
    public Date of(DelegateExecution execution) {
        FailedChannel row = rows.get((String) execution.getVariable("ref"));
        Instant known = row.until();
        if (known != null && known.isAfter(times.in(row.world()))) {
            return Date.from(known);
        }
        Date next = until.of(execution, "next-channel");
        rows.until(row.id(), next.toInstant());
        return next;
    }
}
