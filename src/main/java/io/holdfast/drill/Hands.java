package io.holdfast.drill;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Scenario;
import io.holdfast.playbook.Playbooks;
import io.holdfast.security.Caller;
import io.holdfast.tasks.Field;
import io.holdfast.tasks.Task;
import io.holdfast.tasks.Tasks;
import io.holdfast.time.Times;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Does the tasks of a drill as its scenario says people do. */
@Component
class Hands {
    private final Tasks tasks;
    private final DrillRows rows;
    private final Playbooks playbooks;
    private final Times times;
    private final TransactionTemplate transaction;

    Hands(Tasks tasks, DrillRows rows, Playbooks playbooks, Times times, TransactionTemplate transaction) {
        this.tasks = tasks;
        this.rows = rows;
        this.playbooks = playbooks;
        this.times = times;
        this.transaction = transaction;
    }

    /**
     * Writes down which tasks have come.
     *
     * @return whether there are new ones
     */
    boolean notice(DrillRow drill) {
        Map<String, DrillRows.Seen> seen = rows.tasks(drill.number());
        boolean fresh = false;
        for (Tasks.Waiting task : tasks.rehearsed(drill.world())) {
            if (!seen.containsKey(task.id())) {
                rows.seen(drill.number(), task.id(), task.key(), times.in(drill.world()));
                fresh = true;
            }
        }
        return fresh;
    }

    /** Does what is due now; one task at a time, since an answer may end other tasks. */
    boolean act(DrillRow drill, Scenario scenario) {
        if (notice(drill)) {
            return true;
        }
        Instant now = times.in(drill.world());
        Map<String, DrillRows.Seen> seen = rows.tasks(drill.number());
        List<Tasks.Waiting> open = tasks.rehearsed(drill.world());
        for (Tasks.Waiting task : open) {
            DrillRows.Seen came = seen.get(task.id());
            Optional<Integer> place =
                    came == null || came.hand() != null ? Optional.empty() : hand(scenario, task, seen);
            if (came == null || place.isEmpty()) {
                continue;
            }
            Scenario.Hand hand = scenario.people().get(place.get());
            if (hand.after() != null && !came.at().plus(hand.after()).isAfter(now)) {
                transaction.executeWithoutResult(tx -> {
                    rows.answered(drill.number(), task.id(), place.get());
                    tasks.rehearsed(drill.world(), task.id())
                            .ifPresent(whole -> tasks.rehearse(
                                    drill.world(), whole.id(), answers(whole, hand), whoever(drill, whole)));
                });
                return true;
            }
        }
        return false;
    }

    /** When somebody does the next task; empty where nobody will. */
    Optional<Instant> nextDue(DrillRow drill, Scenario scenario) {
        Map<String, DrillRows.Seen> seen = rows.tasks(drill.number());
        return tasks.rehearsed(drill.world()).stream()
                .flatMap(task -> due(scenario, task, seen).stream())
                .min(Instant::compareTo);
    }

    private static Optional<Instant> due(Scenario scenario, Tasks.Waiting task, Map<String, DrillRows.Seen> seen) {
        DrillRows.Seen came = seen.get(task.id());
        if (came == null || came.hand() != null) {
            return Optional.empty();
        }
        return hand(scenario, task, seen)
                .map(place -> scenario.people().get(place))
                .flatMap(hand -> Optional.ofNullable(hand.after()))
                .map(after -> came.at().plus(after));
    }

    /** The first rule for this task that has not been used up. */
    private static Optional<Integer> hand(Scenario scenario, Tasks.Waiting task, Map<String, DrillRows.Seen> seen) {
        return IntStream.range(0, scenario.people().size())
                .filter(i -> scenario.people().get(i).task().equals(task.key()))
                .filter(i -> left(scenario.people().get(i).times(), i, seen))
                .boxed()
                .findFirst();
    }

    private static boolean left(@Nullable Integer times, int place, Map<String, DrillRows.Seen> seen) {
        return times == null
                || seen.values().stream()
                                .filter(s -> Objects.equals(s.hand(), place))
                                .count()
                        < times;
    }

    /** What the scenario says, and for the rest what is proposed; of a choice without a proposal the first. */
    private static Map<String, Object> answers(Task task, Scenario.Hand hand) {
        Map<String, Object> answers = new LinkedHashMap<>();
        for (Field field : task.fields()) {
            Object value = hand.answer().get(field.id());
            if (value == null) {
                value = field.value();
            }
            if (value == null && field.required()) {
                value = field.options().isEmpty()
                        ? (field.type().equals("boolean")
                                ? Boolean.TRUE
                                : field.type().equals("long") ? 0L : "As drilled")
                        : field.options().get(0).id();
            }
            if (value != null) {
                answers.put(field.id(), value);
            }
        }
        hand.answer().forEach(answers::putIfAbsent);
        return answers;
    }

    /** Somebody who may: the first of the catalog in one of the task's groups. */
    private Caller whoever(DrillRow drill, Task task) {
        Catalog catalog = playbooks.number(drill.playbook()).catalog();
        String name = catalog.people().stream()
                .filter(p -> task.groups().stream().anyMatch(group -> in(catalog, p.username(), p.roles(), group)))
                .map(p -> p.username())
                .findFirst()
                .orElse("somebody");
        return new Caller(name, false, Set.copyOf(task.groups()), Set.of());
    }

    private static boolean in(Catalog catalog, String username, List<String> roles, String group) {
        return roles.contains(group)
                || catalog.teams().stream()
                        .anyMatch(team -> group.equals("team:" + team.id())
                                && team.members().contains(username));
    }
}
