package io.holdfast.faults;

import io.holdfast.audience.Subscriber;
import io.holdfast.audience.Subscribers;
import io.holdfast.detect.SignalIntake;
import io.holdfast.engine.ClockMover;
import io.holdfast.evidence.Actor;
import io.holdfast.incident.Ending;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.security.Caller;
import io.holdfast.standin.SlackStandIn;
import io.holdfast.tasks.Field;
import io.holdfast.tasks.Task;
import io.holdfast.tasks.Tasks;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** One incident from its first signal to its closed review, act by act; how an act is done is the test's. */
final class Course {
    private static final Caller DANA = new Caller("dana", false, Set.of("commander", "team:command"), Set.of());
    private static final Caller PRIYA = new Caller("priya", false, Set.of("viewer", "team:identity"), Set.of());

    /** How an act is done: once undisturbed, or failing first. */
    interface Doing {
        /** @param act one act that happens wholly or not at all; done twice, the second does nothing or is refused */
        void act(String name, Runnable act);
    }

    /** Marks the test's own writes, which are no points to fail at. */
    private static final String ASIDE = "/* the test's */ ";

    private final ConfigurableApplicationContext holdfast;
    private final JdbcClient db;
    private final SlackStandIn slack;
    private final Doing doing;
    private String key = "";

    Course(ConfigurableApplicationContext holdfast, SlackStandIn slack, Doing doing) {
        this.holdfast = holdfast;
        this.slack = slack;
        this.db = holdfast.getBean(JdbcClient.class);
        this.doing = doing;
    }

    /** Runs through it; the incident's key. */
    String run(String alert) {
        begin(alert);
        answer("takeCommand", DANA, Map.of("verdict", "take"));
        answer("confirmDiagnosis", DANA, Map.of("verdict", "confirm"));
        answer("approveMode", DANA, Map.of("verdict", "switch"));
        answer("approveUpdate", DANA, Map.of("verdict", "send"));
        answer("takeOwnership", PRIYA, Map.of("verdict", "take"));
        tell();
        signal(alert, "resolved");
        settle();
        for (int i = 0; i < 8 && task("workOffBacklog") == null; i++) {
            holdfast.getBean(ClockMover.class).toNextDue();
            settle();
            tell();
        }
        answer("workOffBacklog", DANA, Map.of("callbacksLeft", 0L, "waveOver", true));
        answer("writeReview", DANA, Map.of());
        answer("agreeOnActions", DANA, Map.of());
        tell();
        return key;
    }

    /** Up to where people are asked. */
    void begin(String alert) {
        subscriber();
        signal(alert, "firing");
        settle();
        key = newest();
    }

    /** Somebody presses 'Take command' in Slack; the words that he reads. */
    String press(String slackUser) {
        SlackStandIn.Press press = slack.press("D1", "1.1", "take", key + "/takeCommand", slackUser);
        String url = "http://127.0.0.1:" + holdfast.getEnvironment().getProperty("local.server.port") + "/slack/events";
        CompletableFuture<SlackStandIn.Pressed> pressed =
                CompletableFuture.supplyAsync(() -> slack.send(press, url, 10));
        Awaitility.await("an answer to the press").until(() -> {
            StillHoldfast.round(holdfast, "InboundWorker");
            return pressed.isDone();
        });
        return pressed.join().words().orElseThrow(() -> new AssertionError("Nobody answered the press"));
    }

    /** Ends it, so that the next has Holdfast to itself. */
    void cancel() {
        holdfast.getBean(TransactionTemplate.class).executeWithoutResult(tx -> {
            Incident incident = holdfast.getBean(Incidents.class).locked(key);
            if (incident.goingOn()) {
                incident.end(Ending.CANCELLED, new Actor.Self("test"), "the test is over");
                holdfast.getBean(Incidents.class).save(incident);
            }
        });
        settle();
    }

    Incident incident() {
        return holdfast.getBean(Incidents.class).find(key).orElseThrow();
    }

    private void subscriber() {
        holdfast.getBean(Subscribers.class)
                .save(
                        World.LIVE,
                        List.of(new Subscriber(
                                "s1",
                                "+447700900123",
                                null,
                                "en",
                                List.of(),
                                "eu-west",
                                null,
                                List.of(new Subscriber.Consent("sms", Instant.parse("2026-01-01T00:00:00Z"))))));
    }

    private void signal(String alert, String status) {
        Instant now = holdfast.getBean(Times.class).in(World.LIVE);
        String body = """
                {"version":"4","status":"%1$s","alerts":[{"status":"%1$s","fingerprint":"%2$s",
                 "labels":{"alertname":"Fails","service":"identity-provider","severity":"critical","region":"eu-west"},
                 "annotations":{"summary":"It fails"},"startsAt":"%3$s","endsAt":"%4$s"}]}
                """.formatted(
                        status,
                        alert,
                        status.equals("firing") ? now : now.minusSeconds(60),
                        status.equals("firing") ? "0001-01-01T00:00:00Z" : now.toString());
        doing.act("store a signal", () -> holdfast.getBean(SignalIntake.class).mapped("alertmanager", body, Map.of()));
    }

    /** Lets whatever waits to be done be done, one transaction after the other. */
    private void settle() {
        for (int i = 0; i < 200; i++) {
            if (!step()) {
                return;
            }
        }
        throw new AssertionError("It does not come to rest");
    }

    private boolean step() {
        if (db.sql("SELECT COUNT(*) FROM signal_pending").query(Long.class).single() > 0) {
            doing.act("correlate", () -> StillHoldfast.round(holdfast, "Correlator"));
            return true;
        }
        List<Map<String, Object>> nudges =
                db.sql("SELECT id, kind, ref FROM nudge ORDER BY id").query().listOfRows();
        if (!nudges.isEmpty()) {
            Object id = nudges.get(0).get("id");
            doing.act("nudge " + nudges.get(0).get("kind"), () -> nudge(id));
            return true;
        }
        List<Job> jobs = holdfast.getBean(ManagementService.class)
                .createJobQuery()
                .executable()
                .orderByJobId()
                .asc()
                .list();
        if (jobs.isEmpty()) {
            return false;
        }
        doing.act("job of " + jobs.get(0).getProcessDefinitionKey(), () -> job(jobs.get(0)));
        return true;
    }

    // This one alone: the nudger takes all that are due.
    private void nudge(Object id) {
        db.sql(ASIDE + "UPDATE nudge SET due_at = CASE WHEN id = :id THEN :past ELSE :future END")
                .param("id", id)
                .param("past", OffsetDateTime.parse("2000-01-01T00:00:00Z"))
                .param("future", OffsetDateTime.parse("2100-01-01T00:00:00Z"))
                .update();
        StillHoldfast.round(holdfast, "Nudger");
    }

    private void job(Job job) {
        try {
            holdfast.getBean(ManagementService.class).executeJob(job.getId());
        } catch (RuntimeException e) {
            // As if the time until its next try were over.
            db.sql(ASIDE + "UPDATE ACT_RU_JOB SET RETRIES_ = 5, DUEDATE_ = :due WHERE ID_ = :id")
                    .param(
                            "due",
                            job.getDuedate() == null
                                    ? null
                                    : new Timestamp(job.getDuedate().getTime()))
                    .param("id", job.getId())
                    .update();
            throw e;
        }
    }

    private void answer(String taskKey, Caller who, Map<String, Object> given) {
        Task task = task(taskKey);
        if (task == null) {
            throw new AssertionError("No task " + taskKey + " of " + key + " among "
                    + holdfast.getBean(Tasks.class).open(key).stream()
                            .map(Task::key)
                            .toList());
        }
        Map<String, Object> all = new LinkedHashMap<>(given);
        for (Field field : task.fields()) {
            if (all.containsKey(field.id()) || field.id().startsWith("text.")) {
                continue;
            }
            if (field.value() != null) {
                all.put(field.id(), field.value());
            } else if (field.required()) {
                all.put(
                        field.id(),
                        field.type().equals("enum")
                                ? field.options().get(0).id()
                                : field.type().equals("boolean") ? Boolean.TRUE : "Written by the test");
            }
        }
        doing.act("answer " + taskKey, () -> holdfast.getBean(Tasks.class).complete(task.id(), all, who));
        settle();
    }

    private @Nullable Task task(String taskKey) {
        return holdfast.getBean(Tasks.class).open(key).stream()
                .filter(t -> t.key().equals(taskKey))
                .findFirst()
                .orElse(null);
    }

    /** What goes out arrives. */
    private void tell() {
        while (StillHoldfast.round(holdfast, "Expansion")) {
            settle();
        }
        db.sql("UPDATE delivery SET state = 'delivered' WHERE state IN ('waiting', 'held')")
                .update();
        db.sql(
                        "UPDATE message SET state = 'done' WHERE state = 'sending' AND id NOT IN (SELECT message_id FROM message_expansion)")
                .update();
    }

    private String newest() {
        return db.sql("SELECT incident_key FROM incident ORDER BY number DESC LIMIT 1")
                .query(String.class)
                .single();
    }

    /** What the record, the outbox, the answers and the engine's history tell of it, without ids and times. */
    List<String> story() {
        List<String> story = new ArrayList<>();
        for (String sql : List.of(
                "SELECT CONCAT('evidence ', kind) FROM evidence WHERE chain = :key ORDER BY seq",
                "SELECT CONCAT('message ', topic, ' ', CAST(version AS VARCHAR(9)), ' ', kind, ' ', state) FROM message"
                        + " WHERE incident_key = :key ORDER BY 1",
                "SELECT CONCAT('answer ', task_key) FROM answer WHERE incident_key = :key ORDER BY 1",
                "SELECT CONCAT('mode ', journey, ' ', mode, ' ', state) FROM mode_switch WHERE incident_key = :key ORDER BY 1",
                "SELECT CONCAT('activity ', a.PROC_DEF_KEY_, ' ', a.ACT_ID_) FROM ACT_HI_ACTINST a"
                        + " JOIN ACT_HI_PROCINST p ON p.ID_ = a.PROC_INST_ID_ WHERE p.BUSINESS_KEY_ = :key ORDER BY 1",
                "SELECT CONCAT('left of nudges ', kind) FROM nudge WHERE incident_key = :key ORDER BY 1",
                "SELECT CONCAT('left of the engine ', ACT_ID_) FROM ACT_RU_EXECUTION WHERE BUSINESS_KEY_ = :key")) {
            story.addAll(db.sql(sql).param("key", key).query(String.class).list());
        }
        return story.stream()
                .map(line -> line.replace(key, "INC").replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID"))
                .toList();
    }
}
