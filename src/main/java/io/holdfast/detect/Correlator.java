package io.holdfast.detect;

import io.holdfast.engine.Worker;
import io.holdfast.engine.WorldWork;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Judges what was stored, one batch at a time per world: the second of the two transactions of a signal. Any node may do it; the
 * world's row lock chooses one. A batch that fails is halved until the culprit stands alone, which is parked where it fails
 * again: what fails once only may not have been its fault, and a parked signal opens no incident.
 */
@Component
class Correlator extends Worker implements WorldWork {
    private static final int MOST = 2_000;
    private static final Logger log = LoggerFactory.getLogger(Correlator.class);

    private final BoardRows rows;
    private final Judging judging;
    private final Awaited awaited;
    private final TransactionTemplate transaction;
    private final Times times;

    Correlator(BoardRows rows, Judging judging, Awaited awaited, TransactionTemplate transaction, Times times) {
        super("correlator", Duration.ofSeconds(1));
        this.rows = rows;
        this.judging = judging;
        this.awaited = awaited;
        this.transaction = transaction;
        this.times = times;
    }

    @Override
    protected boolean work() {
        return run(World.LIVE);
    }

    @Override
    public boolean run(World world) {
        if (!rows.anything(world, times.in(world))) {
            return false;
        }
        return round(world, MOST) > 0 && rows.anything(world, times.in(world));
    }

    /** @return how many were done */
    int round(World world, int limit) {
        return round(world, limit, false);
    }

    private int round(World world, int limit, boolean again) {
        List<Pending> batch = rows.pending(world, limit);
        try {
            Judging.Done done = transaction.execute(tx -> {
                rows.lock(world);
                return judging.judge(world, rows.pending(world, limit));
            });
            if (done == null) {
                return 0;
            }
            awaited.tell(done.incidents());
            return done.count();
        } catch (TransientDataAccessException
                | RecoverableDataAccessException
                | NonTransientDataAccessResourceException
                | TransactionException e) {
            throw e;
        } catch (RuntimeException e) {
            if (batch.isEmpty()) {
                throw e;
            }
            boolean alone = batch.size() == 1 || limit == 1;
            if (alone && !again) {
                log.warn(
                        "Signal {} could not be judged; it is tried once more",
                        batch.get(0).id(),
                        e);
                return round(world, 1, true);
            }
            if (alone) {
                park(world, batch.get(0), e);
                return 1;
            }
            log.warn("A batch of {} signals failed; it is halved to find the one at fault", batch.size(), e);
            return round(world, batch.size() / 2, false);
        }
    }

    private void park(World world, Pending culprit, RuntimeException e) {
        log.error("Signal {} can't be judged; it is parked and shown, and the others go on", culprit.id(), e);
        String reason = Texts.bounded(Texts.clean("It could not be judged: " + e.getMessage()), 400);
        transaction.executeWithoutResult(tx -> {
            rows.lock(world);
            rows.park(culprit, reason, times.in(world));
        });
    }
}
