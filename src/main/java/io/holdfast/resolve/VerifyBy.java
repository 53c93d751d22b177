package io.holdfast.resolve;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Until when a mode must help, by its signals; diagrams ask it in a timer. */
@Component("verifyBy")
public class VerifyBy {
    /** Where no signal tells, or they have told: so far away that something else always comes first. */
    private static final Duration NONE = Duration.ofDays(365);

    private final ModeRows rows;
    private final WatchRows watches;

    VerifyBy(ModeRows rows, WatchRows watches) {
        this.rows = rows;
        this.watches = watches;
    }

    /** The moment for the mode in variable {@code ref}. */
    public Date of(DelegateExecution execution) {
        SwitchRow row = rows.get((String) execution.getVariable("ref"));
        Instant by = row.state().equals("on")
                ? watches.of(row.id()).map(WatchRow::verifyBy).orElse(null)
                : null;
        return Date.from(by == null ? row.since().plus(NONE) : by);
    }
}
