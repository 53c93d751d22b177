package io.holdfast.learn;

import io.holdfast.catalog.Scenario;
import io.holdfast.drill.Drill;
import io.holdfast.drill.Drills;
import io.holdfast.playbook.FileChange;
import io.holdfast.playbook.Playbook;
import io.holdfast.playbook.Playbooks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The drills of a replay: scenarios on the candidate, and on what it changes. */
@Component
class ReplayDrills {
    private static final String SCENARIOS = "processes/scenarios/";

    private final ChangeRows rows;
    private final DrillCourses courses;
    private final Playbooks playbooks;
    private final ObjectProvider<Drills> drills;
    private final TransactionTemplate transaction;

    ReplayDrills(
            ChangeRows rows,
            DrillCourses courses,
            Playbooks playbooks,
            ObjectProvider<Drills> drills,
            TransactionTemplate transaction) {
        this.rows = rows;
        this.courses = courses;
        this.playbooks = playbooks;
        this.drills = drills;
        this.transaction = transaction;
    }

    /** What has to be drilled: a changed scenario, or all of them. */
    List<String> scenarios(ChangeRow row, List<FileChange> files) {
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

    /** How these came out before and after; empty while they run. What does not run yet is begun. */
    Optional<List<Replay.Case>> compared(ChangeRow row, List<String> scenarios) {
        List<ChangeRows.Drilled> drilled = rows.drilled(row.number());
        if (drilled.size() < scenarios.size()) {
            begin(row, scenarios, drilled);
            return Optional.empty();
        }
        List<Replay.Case> cases = new ArrayList<>();
        for (ChangeRows.Drilled each : drilled) {
            Optional<Drill> after = over(each.drill());
            Optional<Drill> before = each.before() == null ? Optional.empty() : over(each.before());
            if (after.isEmpty() || each.before() != null && before.isEmpty()) {
                return Optional.empty();
            }
            DrillComparison.of(
                            before.orElse(null),
                            before.map(courses::of).orElse(Map.of()),
                            after.get(),
                            courses.of(after.get()))
                    .ifPresent(cases::add);
        }
        return Optional.of(cases);
    }

    /** Its answer is wanted no more: what waits of its own drills is let go, in the current transaction. */
    void forget(ChangeRow row) {
        if (row.candidate() != null) {
            drills.getObject().forget(row.candidate(), row.id() + " was decided before it ran");
        }
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
