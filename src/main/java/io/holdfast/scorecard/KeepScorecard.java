package io.holdfast.scorecard;

import io.holdfast.engine.Worker;
import java.time.Duration;
import java.util.NoSuchElementException;
import org.springframework.stereotype.Component;

/** Keeps what figures are made of up to date, and at hand: what changed last soon, everything now and then. */
@Component
class KeepScorecard extends Worker {
    private static final int ROUNDS_BETWEEN_WHOLE_LOOKS = 60;

    private final Counting counting;
    private final HouseAlarms alarms;
    private final ReadingHours hours;
    private final Ledger ledger;
    private int round;

    KeepScorecard(Counting counting, HouseAlarms alarms, ReadingHours hours, Ledger ledger) {
        super("scorecard", Duration.ofSeconds(10));
        this.counting = counting;
        this.alarms = alarms;
        this.hours = hours;
        this.ledger = ledger;
    }

    @Override
    protected boolean work() {
        try {
            counting.newest();
            boolean more = alarms.readOn();
            if (round % ROUNDS_BETWEEN_WHOLE_LOOKS == 0) {
                // Many at the first start with an old database: rounds of their own, so that a stop is heard in
                // between.
                if (counting.batch() > 0 | hours.addUp()) {
                    return true;
                }
            }
            round = (round + 1) % ROUNDS_BETWEEN_WHOLE_LOOKS;
            return more | ledger.readAhead();
        } catch (NoSuchElementException noPlaybookYet) {
            return false;
        }
    }
}
