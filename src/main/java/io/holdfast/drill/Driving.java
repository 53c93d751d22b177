package io.holdfast.drill;

import io.holdfast.engine.Nudges;
import io.holdfast.engine.Worker;
import io.holdfast.time.SettableClock;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** Whoever drives drills: one node at a time each; where it dies, another one goes on from the rows. */
abstract class Driving extends Worker {
    private static final Logger log = LoggerFactory.getLogger(Driving.class);
    private static final Duration LEASE = Duration.ofSeconds(20);

    final DrillRows rows;
    final DrillSteps steps;
    final SettableClock clock;
    final TransactionTemplate transaction;
    private final Nudges nudges;
    private final String node;

    /** @param node this one, by an id that no other has */
    Driving(
            String name,
            Duration every,
            DrillRows rows,
            DrillSteps steps,
            SettableClock clock,
            Nudges nudges,
            TransactionTemplate transaction,
            String node) {
        super(name, every);
        this.rows = rows;
        this.steps = steps;
        this.clock = clock;
        this.nudges = nudges;
        this.transaction = transaction;
        this.node = node;
    }

    /** Those that it may drive. */
    abstract List<Long> mineToDrive();

    /**
     * Drives one on.
     *
     * @return whether it came to its end
     */
    abstract boolean on(DrillSteps.Run run);

    @Override
    protected final boolean work() {
        for (long number : mineToDrive()) {
            if (mine(number) && rows.find(number).filter(this::drive).isPresent()) {
                return true; // whose turn is next is asked anew: somebody may have started one meanwhile
            }
        }
        return false;
    }

    /** Whether this node drives it from here on, or on. */
    final boolean mine(long number) {
        Instant now = clock.real();
        return rows.take(number, node, now, now.plus(LEASE));
    }

    /** @return whether it came to its end */
    private boolean drive(DrillRow drill) {
        if (!drill.stage().equals("running") && !drill.stage().equals("clearing")) {
            return false; // its process opens the world, or judges it
        }
        DrillSteps.Run run = steps.run(drill);
        clock.step(run.world(), drill.clockAt());
        try {
            if (drill.stage().equals("running")) {
                if (!on(run)) {
                    return false;
                }
                rows.stage(run.number(), "clearing");
            }
            steps.clear(run);
            over(run, null);
        } catch (RuntimeException e) {
            log.error("{} can't go on; it has failed", drill.id(), e);
            over(run, "It could not go on at " + clock.in(run.world()) + ": " + e.getMessage());
        } finally {
            clock.leave(run.world());
        }
        return true;
    }

    /** Moves its clock, here and in the rows. */
    final void step(DrillSteps.Run run, Instant to) {
        if (to.isAfter(clock.in(run.world()))) {
            rows.step(run.number(), to);
            clock.step(run.world(), to);
        }
    }

    private void over(DrillSteps.Run run, @Nullable String problem) {
        transaction.executeWithoutResult(tx -> {
            if (problem != null) {
                rows.problem(run.number(), problem);
            }
            rows.stage(run.number(), "over");
            nudges.push(World.LIVE, "DRILL-" + run.number(), "drill-over", null);
        });
    }
}
