package io.holdfast.resolve;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** When a mode must be off, whatever the incident does; diagrams ask it in a timer. */
@Component("hardEnd")
public class HardEnd {
    /** Where the catalog sets no end: so far away that the incident's own end always comes first. */
    private static final Duration NONE = Duration.ofDays(365);

    private final ModeRows rows;

    HardEnd(ModeRows rows) {
        this.rows = rows;
    }

    /** The moment for the mode in variable {@code ref}. */
    public Date of(DelegateExecution execution) {
        SwitchRow row = rows.get((String) execution.getVariable("ref"));
        Instant end = row.hardEnd();
        return Date.from(end == null ? row.since().plus(NONE) : end);
    }
}
