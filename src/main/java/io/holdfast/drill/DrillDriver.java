package io.holdfast.drill;

import io.holdfast.engine.Nudges;
import io.holdfast.time.Ids;
import io.holdfast.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Drives drills as fast as it can: where a world has come to rest, its clock steps to the next moment at which something is due. */
@Component
class DrillDriver extends Driving {

    DrillDriver(
            DrillRows rows,
            DrillSteps steps,
            SettableClock clock,
            Nudges nudges,
            TransactionTemplate transaction,
            Ids ids) {
        super("drills", Duration.ofMillis(500), rows, steps, clock, nudges, transaction, ids.id());
    }

    @Override
    List<Long> mineToDrive() {
        return rows.fast(clock.real());
    }

    @Override
    boolean on(DrillSteps.Run run) {
        while (isRunning() && mine(run.number())) {
            steps.rest(run);
            DrillRow drill = rows.find(run.number()).orElseThrow();
            steps.judge(run, drill, false);
            Optional<Instant> next = steps.next(run, drill).filter(at -> !at.isAfter(run.ends()));
            if (next.isEmpty()) {
                steps.judge(run, drill, true);
                return true;
            }
            step(run, next.get());
        }
        return false;
    }
}
