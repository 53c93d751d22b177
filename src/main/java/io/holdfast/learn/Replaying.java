package io.holdfast.learn;

import io.holdfast.catalog.Scenario;
import io.holdfast.drill.Drill;
import io.holdfast.drill.Drills;
import io.holdfast.engine.Nudges;
import io.holdfast.engine.Worker;
import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Entry;
import io.holdfast.evidence.Evidence;
import io.holdfast.playbook.Decisions;
import io.holdfast.playbook.FileChange;
import io.holdfast.playbook.Playbook;
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
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tries changes: tables whose questions are on record are asked again about the past, a scenario is drilled, and with anything else all
 * scenarios are, on the candidate and on what it changes. One node does one change at a time; where it dies another one goes on.
 */
@Component
class Replaying extends Worker {
    private static final Logger log = LoggerFactory.getLogger(Replaying.class);
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final String TABLES = "processes/decisions/";
    private static final String SCENARIOS = "processes/scenarios/";

    private final ChangeRows rows;
    private final PastRows past;
    private final Decisions decisions;
    private final Playbooks playbooks;
    private final ObjectProvider<Drills> drills;
    private final Nudges nudges;
    private final Evidence evidence;
    private final Times times;
    private final TransactionTemplate transaction;
    private final String node;

    Replaying(
            ChangeRows rows,
            PastRows past,
            Decisions decisions,
            Playbooks playbooks,
            ObjectProvider<Drills> drills,
            Nudges nudges,
            Evidence evidence,
            Times times,
            TransactionTemplate transaction,
            Ids ids) {
        super("replays", Duration.ofSeconds(1));
        this.rows = rows;
        this.past = past;
        this.decisions = decisions;
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
            if (row.state() == Change.State.REPLAYING && rows.take(row.number(), node, now, now.plus(LEASE))) {
                replay(row);
            }
        }
        return false;
    }

    private void replay(ChangeRow row) {
        List<FileChange> files = rows.files(row.number());
        List<String> scenarios = scenarios(row, files);
        List<ChangeRows.Drilled> drilled = rows.drilled(row.number());
        if (drilled.size() < scenarios.size()) {
            begin(row, scenarios, drilled);
            return;
        }
        List<Replay.Case> cases = new ArrayList<>();
        for (ChangeRows.Drilled each : drilled) {
            Optional<Drill> after = over(each.drill());
            Optional<Drill> before = each.before() == null ? Optional.empty() : over(each.before());
            if (after.isEmpty() || each.before() != null && before.isEmpty()) {
                return; // it runs yet
            }
            DrillComparison.of(before.orElse(null), after.get()).ifPresent(cases::add);
        }
        Replay found;
        try {
            found = scenarios.isEmpty()
                    ? asked(row, files)
                    : ReplaySentence.of(
                            cases, scenarios.size(), scenarios.size() == 1 ? "scenario" : "scenarios", true);
        } catch (RuntimeException e) {
            log.error("{} could not be replayed", row.id(), e);
            found = new Replay("It could not be replayed: " + e.getMessage(), 0, List.of(), "");
        }
        done(row, found);
    }

    private void done(ChangeRow row, Replay found) {
        transaction.executeWithoutResult(tx -> {
            rows.replayed(row.number(), StoredChanges.json(found), times.in(World.LIVE));
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
            nudges.push(World.LIVE, row.id(), "change-replayed", null);
        });
    }

    private Replay asked(ChangeRow row, List<FileChange> files) {
        Set<String> tables = new TreeSet<>();
        files.forEach(file -> tables.add(table(file.path())));
        DecisionReplay replay = new DecisionReplay(
                decisions,
                row.base(),
                Objects.requireNonNull(row.candidate()),
                playbooks.number(row.candidate()).catalog(),
                tables);
        List<Replay.Case> cases = new ArrayList<>();
        int[] looked = {0};
        past.each(replay.tables(), each -> {
            looked[0]++;
            replay.of(each).ifPresent(cases::add);
            Instant now = times.real();
            rows.take(row.number(), node, now, now.plus(LEASE));
        });
        return ReplaySentence.of(
                cases, looked[0], looked[0] == 1 ? "past incident or drill" : "past incidents and drills", false);
    }

    private static String table(String path) {
        return path.substring(TABLES.length()).replaceFirst("\\.dmn$", "");
    }

    // ---- drills

    /** What has to be drilled; nothing where the record answers. */
    private List<String> scenarios(ChangeRow row, List<FileChange> files) {
        boolean asked = files.stream()
                .allMatch(f -> f.path().startsWith(TABLES) && DecisionReplay.RECORDED.contains(table(f.path())));
        if (asked) {
            return List.of();
        }
        Playbook candidate = playbooks.number(Objects.requireNonNull(row.candidate()));
        Map<String, Scenario> all = candidate.scenarios();
        Set<String> own = new TreeSet<>();
        boolean only = true;
        for (FileChange file : files) {
            String name = file.path().replaceFirst("^" + SCENARIOS, "").replaceFirst("\\.(yaml|ndjson)$", "");
            only &= file.path().startsWith(SCENARIOS);
            own.add(name);
        }
        boolean scenariosOnly = only;
        return all.entrySet().stream()
                .filter(e -> e.getValue().live() == null && (!scenariosOnly || own.contains(e.getKey())))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private void begin(ChangeRow row, List<String> scenarios, List<ChangeRows.Drilled> begun) {
        Set<String> known = new TreeSet<>();
        begun.forEach(each -> known.add(each.scenario()));
        Playbook base = playbooks.number(row.base());
        for (String scenario : scenarios) {
            if (!known.add(scenario)) {
                continue;
            }
            transaction.executeWithoutResult(tx -> {
                Long before = base.scenarios().containsKey(scenario)
                        ? number(drills.getObject()
                                .last(scenario, row.base())
                                .orElseGet(() -> drills.getObject().rehearse(scenario, row.base())))
                        : null;
                long after = number(drills.getObject().rehearse(scenario, Objects.requireNonNull(row.candidate())));
                rows.drilled(row.number(), new ChangeRows.Drilled(scenario, after, before));
            });
        }
    }

    private static long number(Drill drill) {
        return Long.parseLong(drill.id().replaceFirst("^DRILL-", ""));
    }

    private Optional<Drill> over(long number) {
        return drills.getObject().find("DRILL-" + number).filter(d -> d.state() != Drill.State.RUNNING);
    }
}
