package io.holdfast.learn;

import io.holdfast.engine.Nudges;
import io.holdfast.engine.Worker;
import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Entry;
import io.holdfast.evidence.Evidence;
import io.holdfast.playbook.FileChange;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.Ids;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tries changes: tables whose questions are on record are asked again about the past, a scenario is drilled, and with anything else all
 * scenarios are, on the candidate and on what it changes; under changed thresholds stored readings are folded again, too. One node does
 * one change at a time; where it dies another one goes on.
 */
@Component
class Replaying extends Worker {
    private static final Logger log = LoggerFactory.getLogger(Replaying.class);
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final String TABLES = "processes/decisions/";

    private final ChangeRows rows;
    private final RecordReplay record;
    private final ThresholdReplay thresholds;
    private final Playbooks playbooks;
    private final ReplayDrills drills;
    private final Nudges nudges;
    private final Evidence evidence;
    private final Times times;
    private final TransactionTemplate transaction;
    private final String node;

    Replaying(
            ChangeRows rows,
            RecordReplay record,
            ThresholdReplay thresholds,
            Playbooks playbooks,
            ReplayDrills drills,
            Nudges nudges,
            Evidence evidence,
            Times times,
            TransactionTemplate transaction,
            Ids ids) {
        super("replays", Duration.ofSeconds(1));
        this.rows = rows;
        this.record = record;
        this.thresholds = thresholds;
        this.playbooks = playbooks;
        this.drills = drills;
        this.nudges = nudges;
        this.evidence = evidence;
        this.times = times;
        this.transaction = transaction;
        this.node = ids.id();
    }

    @Override
    protected boolean work() {
        for (ChangeRow row : rows.open()) {
            Instant now = times.real();
            if (row.wantsReplay() && rows.take(row.number(), node, now, now.plus(LEASE))) {
                replay(row);
            }
        }
        return false;
    }

    private void replay(ChangeRow row) {
        List<FileChange> files = rows.files(row.number());
        Set<String> tables = pastTables(files);
        boolean past = !tables.isEmpty() && !tables.contains(ThresholdReplay.TABLE);
        List<String> scenarios = past ? List.of() : drills.scenarios(row, files);
        Optional<List<Replay.Case>> cases = drills.compared(row, scenarios);
        if (cases.isEmpty()) {
            return; // they run yet
        }
        Replay found;
        try {
            found = found(row, tables, scenarios, cases.get());
        } catch (RuntimeException e) {
            log.error("{} could not be replayed", row.id(), e);
            found = new Replay("It could not be replayed: " + e.getMessage(), 0, List.of(), "");
        }
        done(row, found);
    }

    /** All that can be said: by readings, by the record, by drills. */
    private Replay found(ChangeRow row, Set<String> tables, List<String> scenarios, List<Replay.Case> drilled) {
        List<Replay> answers = new ArrayList<>();
        long candidate = Objects.requireNonNull(row.candidate());
        if (tables.remove(ThresholdReplay.TABLE)) {
            answers.add(thresholds.of(
                    row.base(), candidate, playbooks.number(candidate).catalog(), holding(row)));
        }
        if (!tables.isEmpty()) {
            answers.add(
                    record.of(row.base(), candidate, playbooks.number(candidate).catalog(), tables, holding(row)));
        }
        if (!scenarios.isEmpty() || answers.isEmpty()) {
            answers.add(ReplaySentence.of(
                    drilled, scenarios.size(), scenarios.size() == 1 ? "scenario" : "scenarios", true));
        }
        return ReplaySentence.joined(answers);
    }

    /** The tables that it changes, where the past answers for all that it changes; nothing else. */
    private static Set<String> pastTables(List<FileChange> files) {
        Set<String> tables = new TreeSet<>();
        for (FileChange file : files) {
            String table = file.path().startsWith(TABLES) ? table(file.path()) : "";
            if (!DecisionReplay.RECORDED.contains(table) && !table.equals(ThresholdReplay.TABLE)) {
                return new TreeSet<>();
            }
            tables.add(table);
        }
        return tables;
    }

    /** Keeps the lease of what takes long; asked for often, written now and then. */
    private Runnable holding(ChangeRow row) {
        Instant[] last = {times.real()};
        return () -> {
            Instant now = times.real();
            if (now.isAfter(last[0].plus(LEASE.dividedBy(6)))) {
                last[0] = now;
                rows.take(row.number(), node, now, now.plus(LEASE));
            }
        };
    }

    private void done(ChangeRow row, Replay found) {
        transaction.executeWithoutResult(tx -> {
            boolean asks = rows.replayed(row.number(), StoredChanges.json(found), times.in(World.LIVE));
            evidence.record(new Entry(
                    World.LIVE,
                    Entry.HOUSE,
                    times.in(World.LIVE),
                    "change.replayed",
                    ChangeRows.cut(row.id() + " is replayed: " + found.sentence(), 400),
                    new Actor.Self("learn"),
                    Map.of(
                            "change",
                            row.id(),
                            "looked",
                            (long) found.looked(),
                            "better",
                            found.count("better"),
                            "worse",
                            found.count("worse"),
                            "different",
                            found.count("different"))));
            if (asks) {
                nudges.push(World.LIVE, row.id(), "change-replayed", null);
            }
        });
    }

    private static String table(String path) {
        return path.substring(TABLES.length()).replaceFirst("\\.dmn$", "");
    }
}
