package io.holdfast.drill;

import io.holdfast.engine.Nudges;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.Ids;
import io.holdfast.time.SettableClock;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Drives drills at an outage's own pace, and exercises at the table, whose clock is everybody's. It waits for none of them: each is
 * looked at every second, and moved as far as its time has come.
 */
@Component
class PacedDriver extends Driving {
    private final RealTrouble trouble;
    private final TabletopWords words;
    private final Playbooks playbooks;

    PacedDriver(
            DrillRows rows,
            DrillSteps steps,
            RealTrouble trouble,
            TabletopWords words,
            Playbooks playbooks,
            SettableClock clock,
            Nudges nudges,
            TransactionTemplate transaction,
            Ids ids) {
        super("paced-drills", Duration.ofSeconds(1), rows, steps, clock, nudges, transaction, ids.id());
        this.trouble = trouble;
        this.words = words;
        this.playbooks = playbooks;
    }

    @Override
    List<Long> mineToDrive() {
        return rows.paced();
    }

    @Override
    boolean on(DrillSteps.Run run) {
        while (isRunning() && mine(run.number())) {
            Instant now = run.tabletop()
                    ? clock.in(World.LIVE)
                    : run.begins().plus(Duration.between(run.startedAt(), clock.real()));
            Instant upTo = now.isAfter(run.ends()) ? run.ends() : now;
            steps.settled(run);
            DrillRow drill = rows.find(run.number()).orElseThrow();
            Optional<Instant> due = steps.next(run, drill).filter(at -> !at.isAfter(upTo));
            if (due.isPresent()) {
                steps.judge(run, drill, false);
                step(run, due.get());
                continue;
            }
            String against = run.tabletop() ? against(drill) : null;
            boolean over = against != null
                    || !clock.in(run.world()).isBefore(run.ends())
                    || run.tabletop() && steps.wentHome(run, drill);
            steps.judge(run, drill, over);
            if (over) {
                if (run.tabletop()) {
                    tell(run, drill, against);
                }
                return true;
            }
            step(run, upTo);
            return false;
        }
        return false;
    }

    private @Nullable String against(DrillRow drill) {
        return drill.aborted() != null
                ? drill.aborted()
                : trouble.now().map(key -> key + " is going on").orElse(null);
    }

    private void tell(DrillSteps.Run run, DrillRow drill, @Nullable String against) {
        transaction.executeWithoutResult(tx -> {
            words.over(drill, run.scenario(), playbooks.number(drill.playbook()).catalog(), against);
            if (against != null) {
                rows.aborted(run.number(), against);
            }
        });
    }
}
