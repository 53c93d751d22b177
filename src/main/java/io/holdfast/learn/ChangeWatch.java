package io.holdfast.learn;

import io.holdfast.engine.DueSource;
import io.holdfast.engine.Nudges;
import io.holdfast.engine.Worker;
import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Entry;
import io.holdfast.evidence.Evidence;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Ends the watch over what came into force: kept where nobody rolled it back; an emergency is kept only once it was judged. */
@Component
class ChangeWatch extends Worker implements DueSource {
    private final ChangeRows rows;
    private final Nudges nudges;
    private final Evidence evidence;
    private final Times times;
    private final TransactionTemplate transaction;

    ChangeWatch(ChangeRows rows, Nudges nudges, Evidence evidence, Times times, TransactionTemplate transaction) {
        super("change-watch", Duration.ofSeconds(5));
        this.rows = rows;
        this.nudges = nudges;
        this.evidence = evidence;
        this.times = times;
        this.transaction = transaction;
    }

    @Override
    protected boolean work() {
        Instant now = times.in(World.LIVE);
        for (ChangeRow row : rows.open()) {
            if (isOver(row, now)) {
                transaction.executeWithoutResult(tx -> keep(row.number(), now));
            }
        }
        return false;
    }

    private static boolean isOver(ChangeRow row, Instant now) {
        return row.state() == Change.State.IN_FORCE
                && row.keptAt() == null
                && !row.wantsJudgement()
                && row.watchUntil() != null
                && !now.isBefore(row.watchUntil());
    }

    private void keep(long number, Instant now) {
        ChangeRow row = rows.locked(number).orElseThrow();
        if (!isOver(row, now)) {
            return; // another node was faster, or somebody rolled it back
        }
        rows.kept(number, now);
        evidence.record(new Entry(
                World.LIVE,
                Entry.HOUSE,
                now,
                "change.kept",
                row.id() + " is kept: it held for "
                        + Duration.between(Objects.requireNonNull(row.decided()).at(), now)
                                .toDays() + " days",
                new Actor.Self("learn"),
                Map.of("change", row.id())));
        nudges.push(World.LIVE, row.id(), "change-settled", null);
    }

    @Override
    public Optional<Instant> nextDue(World world) {
        if (!world.isLive()) {
            return Optional.empty();
        }
        return rows.open().stream()
                .filter(row -> row.state() == Change.State.IN_FORCE && row.keptAt() == null && !row.wantsJudgement())
                .flatMap(row -> Optional.ofNullable(row.watchUntil()).stream())
                .min(Instant::compareTo);
    }
}
