package io.holdfast.engine;

import io.holdfast.time.World;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Delivers nudges: one transaction each, which locks the incident's row, deletes the nudge and moves the process, or does nothing. */
@Component
class Nudger extends Worker implements WorldWork {
    private static final Logger log = LoggerFactory.getLogger(Nudger.class);
    private static final int BATCH = 50;

    private final NudgeRows rows;
    private final List<NudgeLock> locks;
    private final Wakes wakes;
    private final TransactionTemplate transaction;

    Nudger(NudgeRows rows, List<NudgeLock> locks, Wakes wakes, TransactionTemplate transaction) {
        super("nudger", Duration.ofSeconds(1));
        this.rows = rows;
        this.locks = locks;
        this.wakes = wakes;
        this.transaction = transaction;
    }

    @EventListener
    void written(NudgeRows.Written written) {
        wake();
    }

    @Override
    protected boolean work() {
        return deliver(rows.due(BATCH));
    }

    @Override
    public boolean run(World world) {
        boolean any = false;
        for (NudgeRows.Nudge nudge : rows.due(world, BATCH)) {
            any |= Boolean.TRUE.equals(transaction.execute(tx -> moved(nudge)));
        }
        return any;
    }

    private boolean deliver(List<NudgeRows.Nudge> due) {
        Set<String> busy = new HashSet<>();
        boolean delivered = false;
        for (NudgeRows.Nudge nudge : due) {
            // Nudges of one incident keep their order: behind one that could not be delivered the others wait.
            if (busy.contains(nudge.incident())) {
                continue;
            }
            if (deliver(nudge)) {
                delivered = true;
            } else {
                busy.add(nudge.incident());
            }
        }
        return delivered;
    }

    private boolean deliver(NudgeRows.Nudge nudge) {
        try {
            return Boolean.TRUE.equals(transaction.execute(tx -> moved(nudge)));
        } catch (RuntimeException e) {
            Duration later = Duration.ofMillis(Math.min(60_000, 200L << Math.min(8, nudge.attempts())));
            if (lostRace(e)) {
                log.info(
                        "{} moved by itself while it was woken with '{}'; it is tried again in {} ms",
                        nudge.incident(),
                        nudge.kind(),
                        later.toMillis());
            } else {
                log.warn(
                        "{} could not be woken with '{}'; it is tried again in {} ms",
                        nudge.incident(),
                        nudge.kind(),
                        later.toMillis(),
                        e);
            }
            transaction.executeWithoutResult(tx -> rows.postpone(nudge, later, String.valueOf(e.getMessage())));
            return false;
        }
    }

    /** Whether the engine's own job was faster: whoever comes second sees it and comes again, which is how it is meant. */
    static boolean lostRace(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof OptimisticLockingException) {
                return true;
            }
        }
        return false;
    }

    private boolean moved(NudgeRows.Nudge nudge) {
        NudgeLock lock = NudgeLock.of(locks, nudge.incident());
        OptionalLong playbook = lock.tryLock(nudge.world(), nudge.incident());
        if (playbook.isEmpty()) {
            return false;
        }
        if (rows.delete(nudge.id())) {
            wakes.wake(lock.process(), nudge.incident(), nudge.kind(), nudge.ref(), playbook.getAsLong());
        }
        return true;
    }
}
