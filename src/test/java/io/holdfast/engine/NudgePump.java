package io.holdfast.engine;

import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Delivers nudges in the test's own thread, one after the other, as the nudger does in its own. */
public class NudgePump {
    private final NudgeRows rows;
    private final List<NudgeLock> locks;
    private final Wakes wakes;
    private final TransactionTemplate transaction;
    private final Reconciler reconciler;

    NudgePump(
            NudgeRows rows,
            List<NudgeLock> locks,
            Wakes wakes,
            TransactionTemplate transaction,
            JdbcClient db,
            List<Standing> standing) {
        this.rows = rows;
        this.locks = locks;
        this.wakes = wakes;
        this.transaction = transaction;
        this.reconciler = new Reconciler(db, standing, rows, transaction, Duration.ofDays(1));
    }

    /** The kinds that were delivered, in order. */
    public List<String> deliver(int times) {
        List<String> kinds = new java.util.ArrayList<>();
        for (NudgeRows.Nudge nudge : rows.due(100)) {
            transaction.executeWithoutResult(tx -> {
                NudgeLock lock = NudgeLock.of(locks, nudge.incident());
                long playbook = lock.tryLock(nudge.world(), nudge.incident()).orElseThrow();
                if (rows.delete(nudge.id())) {
                    for (int n = 0; n < times; n++) {
                        wakes.wake(lock.process(), nudge.incident(), nudge.kind(), nudge.ref(), playbook);
                    }
                    kinds.add(nudge.kind());
                }
            });
        }
        return kinds;
    }

    /** Loses all that wait, as no transaction would; the kinds that were lost. */
    public List<String> lose() {
        return deliver(0);
    }

    /** Holds the rows against the engine once. */
    public void reconcile() {
        reconciler.work();
    }
}
