package io.holdfast.resolve;

import io.holdfast.engine.DueSource;
import io.holdfast.engine.Worker;
import io.holdfast.evidence.Actor;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts modes back at their hard end that belong to no incident; those of an incident have a timer in its process. */
@Component
class HardEnds extends Worker implements DueSource {
    private final ModeRows rows;
    private final AloneModes alone;
    private final Times times;
    private final TransactionTemplate transaction;

    HardEnds(ModeRows rows, AloneModes alone, Times times, TransactionTemplate transaction) {
        super("mode-hard-ends", Duration.ofSeconds(1));
        this.rows = rows;
        this.alone = alone;
        this.times = times;
        this.transaction = transaction;
    }

    @Override
    protected boolean work() {
        for (String id : rows.aloneAndDue(World.LIVE, times.in(World.LIVE))) {
            transaction.executeWithoutResult(tx -> {
                rows.lock(World.LIVE);
                SwitchRow row = rows.get(id);
                // Another node, or a person, may have been faster.
                if (ModeMoves.isOn(row.state())) {
                    Actor self = new Actor.Self("resolve");
                    alone.back(row, self);
                }
            });
        }
        return false;
    }

    @Override
    public Optional<Instant> nextDue(World world) {
        return rows.aloneNextEnd(world);
    }
}
