package io.holdfast.tasks;

import io.holdfast.engine.RacingRead;
import io.holdfast.evidence.Actor;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.people.People;
import io.holdfast.security.Approvals;
import io.holdfast.security.Caller;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLink;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The tasklist over the engine's user tasks of the worlds in which people work. */
@Component
class EngineTasks implements Tasks {
    private static final int TRIES = 3;

    private final JdbcClient db;
    private final TaskService tasks;
    private final RuntimeService runtime;
    private final HistoryService history;
    private final TaskSheets sheets;
    private final AnswerRows answers;
    private final Incidents incidents;
    private final People people;
    private final Times times;
    private final TransactionTemplate transaction;
    private final PeoplesWorlds worlds;
    private final Approvals approvals;

    EngineTasks(
            JdbcClient db,
            TaskService tasks,
            RuntimeService runtime,
            HistoryService history,
            TaskSheets sheets,
            AnswerRows answers,
            Incidents incidents,
            People people,
            Times times,
            TransactionTemplate transaction,
            ObjectProvider<PeoplesWorlds> worlds,
            @Value("${holdfast.approvals:people}") String approvals) {
        this.db = db;
        this.tasks = tasks;
        this.runtime = runtime;
        this.history = history;
        this.sheets = sheets;
        this.answers = answers;
        this.incidents = incidents;
        this.people = people;
        this.times = times;
        this.transaction = transaction;
        this.worlds = worlds.getIfAvailable(() -> World::isLive);
        this.approvals = Approvals.of(approvals);
    }

    @Override
    public List<Waiting> rehearsed(World world) {
        return db.sql("""
                SELECT t.ID_ AS id, t.TASK_DEF_KEY_ AS task_key, i.incident_key
                  FROM ACT_RU_TASK t
                  JOIN ACT_RU_EXECUTION p ON p.ID_ = t.PROC_INST_ID_
                  JOIN incident i ON i.incident_key = p.BUSINESS_KEY_
                 WHERE i.world = :world
                 ORDER BY i.number, t.TASK_DEF_KEY_, t.CREATE_TIME_, t.ID_
                """)
                .param("world", world.id())
                .query((row, i) ->
                        new Waiting(row.getString("id"), row.getString("task_key"), row.getString("incident_key")))
                .list();
    }

    @Override
    public Optional<Task> rehearsed(World world, String id) {
        return find(world::equals, id);
    }

    @Override
    public List<Task> open(@Nullable String incident) {
        var query = tasks.createTaskQuery().initializeFormKeys().active();
        if (incident != null) {
            query.processInstanceBusinessKey(incident);
        }
        List<Task> open = new ArrayList<>();
        for (org.camunda.bpm.engine.task.Task task : query.list()) {
            read(worlds::has, task).ifPresent(open::add);
        }
        open.sort(Comparator.comparing(Task::dueAt, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(Task::createdAt)
                .thenComparing(Task::id));
        return open;
    }

    @Override
    public Optional<Task> find(String id) {
        return find(worlds::has, id);
    }

    private Optional<Task> find(Predicate<World> in, String id) {
        org.camunda.bpm.engine.task.Task task =
                tasks.createTaskQuery().taskId(id).singleResult();
        return task == null ? Optional.empty() : read(in, task);
    }

    private Optional<Task> read(Predicate<World> in, org.camunda.bpm.engine.task.Task task) {
        return RacingRead.of(
                () -> readWhole(in, task),
                () -> tasks.createTaskQuery().taskId(task.getId()).count() > 0);
    }

    private Optional<Task> readWhole(Predicate<World> in, org.camunda.bpm.engine.task.Task task) {
        String incident = runtimeKey(task.getProcessInstanceId());
        if (incident == null
                || incidents.find(incident).filter(i -> in.test(i.world())).isEmpty()) {
            return Optional.empty();
        }
        List<String> groups = tasks.getIdentityLinksForTask(task.getId()).stream()
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        Map<String, Object> variables = tasks.getVariables(task.getId(), List.of("ref", "rung"));
        return Optional.of(sheets.sheet(new TaskSheets.Raw(
                task.getId(),
                task.getTaskDefinitionKey(),
                task.getProcessDefinitionId(),
                incident,
                (String) variables.get("ref"),
                variables.get("rung") instanceof Number rung ? rung.intValue() : 0,
                task.getAssignee(),
                groups,
                task.getCreateTime(),
                task.getDueDate())));
    }

    private @Nullable String runtimeKey(String processInstance) {
        var instance = runtime.createProcessInstanceQuery()
                .processInstanceId(processInstance)
                .singleResult();
        return instance == null ? null : instance.getBusinessKey();
    }

    @Override
    public void claim(String id, Caller caller) {
        if (caller.token()) {
            throw new TaskRefused(
                    TaskRefused.Why.NOT_ALLOWED, null, "A token claims no task: it is nobody's turn then");
        }
        repeated(() -> {
            Task task = lockedTask(worlds::has, id);
            TaskRights.check(task, caller, approvals);
            if (task.assignee() != null && !task.assignee().equals(caller.name())) {
                throw new TaskRefused(
                        TaskRefused.Why.DONE,
                        null,
                        "'" + task.name() + "' is with " + people.nameOf(task.assignee()) + " already");
            }
            tasks.setAssignee(id, caller.name());
            Incident incident = incidents.locked(task.incident());
            incident.note(
                    caller.actor(), "task.claimed", "Claimed: " + task.name(), Map.of("task", task.key()), Map.of());
            incidents.save(incident);
            return id;
        });
    }

    @Override
    public void complete(String id, Map<String, ?> given, Caller caller) {
        complete(worlds::has, id, given, caller);
    }

    @Override
    public void rehearse(World world, String id, Map<String, ?> given, Caller caller) {
        if (world.isLive()) {
            throw new IllegalArgumentException("People do the tasks of the live world themselves");
        }
        complete(world::equals, id, given, caller);
    }

    private void complete(Predicate<World> in, String id, Map<String, ?> given, Caller caller) {
        repeated(() -> {
            Task task = lockedTask(in, id);
            answer(task, given, caller);
            count(task.incident(), caller);
            finish(task, caller);
            return id;
        });
    }

    @Override
    public List<String> completeAll(String incident, Map<String, Map<String, ?>> given, Caller caller) {
        return repeated(() -> {
            incidents.locked(incident);
            List<String> done = new ArrayList<>();
            boolean counted = false;
            for (Map.Entry<String, Map<String, ?>> entry : given.entrySet()) {
                Optional<Task> task = find(entry.getKey());
                // One of the card's tasks may be over by the answer before it: a fallback that the diagnosis made
                // needless.
                if (task.isEmpty() || !task.get().incident().equals(incident)) {
                    continue;
                }
                answer(task.get(), entry.getValue(), caller);
                if (!counted) {
                    count(incident, caller);
                    counted = true;
                }
                finish(task.get(), caller);
                done.add(entry.getKey());
            }
            if (done.isEmpty() && !given.isEmpty()) {
                throw new TaskRefused(
                        TaskRefused.Why.DONE, null, "Somebody else was faster: all of this has been decided already");
            }
            return done;
        });
    }

    private Task lockedTask(Predicate<World> in, String id) {
        Task task = find(in, id).orElseThrow(() -> gone(id));
        incidents.locked(task.incident());
        return find(in, id).orElseThrow(() -> gone(id));
    }

    private RuntimeException gone(String id) {
        boolean was = answers.answered(id)
                || history.createHistoricTaskInstanceQuery().taskId(id).count() > 0;
        return was
                ? new TaskRefused(
                        TaskRefused.Why.DONE,
                        null,
                        "This task is over: somebody else has completed it, or it was taken back")
                : new NoSuchElementException("There is no task " + id);
    }

    private void answer(Task task, Map<String, ?> given, Caller caller) {
        TaskRights.check(task, caller, approvals);
        Map<String, Object> values = sheets.checked(task, given);
        Incident incident = incidents.locked(task.incident());
        record(incident, task, values, caller.actor());
        incidents.save(incident);
    }

    /** Stores an answer and enters it into the record, free text outside the chain. */
    void record(Incident incident, Task task, Map<String, Object> values, Actor by) {
        answers.insert(
                task.id(), new Answer(task.incident(), task.key(), task.ref(), by, times.in(incident.world()), values));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("task", task.key());
        if (task.ref() != null) {
            body.put("ref", task.ref());
        }
        Map<String, byte[]> attachments = new LinkedHashMap<>();
        String verdict = null;
        for (Field field : task.fields()) {
            Object value = values.get(field.id());
            if (value == null) {
                continue;
            }
            boolean free = field.type().equals("text") || field.type().equals("string");
            if (free) {
                attachments.put("answer." + field.id(), value.toString().getBytes(StandardCharsets.UTF_8));
            } else {
                body.put(field.id(), value);
            }
            if (field.id().equals("verdict")) {
                verdict = field.options().stream()
                        .filter(o -> o.id().equals(value))
                        .map(Option::label)
                        .findFirst()
                        .orElse(value.toString());
            }
        }
        String asked = task.name() + (task.name().endsWith("?") ? " " : ": ");
        incident.note(
                by,
                "task.completed",
                asked + (verdict != null ? verdict : task.fields().isEmpty() ? "done" : "answered"),
                body,
                attachments);
    }

    private void count(String key, Caller caller) {
        if (!caller.token()) {
            Incident incident = incidents.locked(key);
            incident.decided();
            incidents.save(incident);
        }
    }

    private void finish(Task task, Caller caller) {
        Object verdict = answers.latest(task.incident(), task.key(), task.ref())
                .map(a -> a.values().get("verdict"))
                .orElse(null);
        Completing.through(
                caller.name(),
                () -> tasks.complete(task.id(), Map.of("verdict", verdict == null ? "done" : verdict.toString())));
    }

    // The whole transaction is repeated where it lost a race; never a part of it: where this is a part of what somebody
    // else has begun, it is his to repeat.
    private <T> T repeated(Supplier<T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            try {
                return work.get();
            } catch (OptimisticLockingException e) {
                throw new OptimisticLockingFailureException("The engine lost a race", e);
            }
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return Objects.requireNonNull(transaction.execute(tx -> work.get()));
            } catch (OptimisticLockingException | PessimisticLockingFailureException e) {
                if (attempt == TRIES) {
                    throw e;
                }
            }
        }
    }
}
