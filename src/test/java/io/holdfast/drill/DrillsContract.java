package io.holdfast.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.holdfast.catalog.Scenario;
import io.holdfast.engine.ClockMover;
import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Timeline;
import io.holdfast.incident.Ending;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.resolve.ModeSwitch;
import io.holdfast.resolve.Modes;
import io.holdfast.security.Caller;
import io.holdfast.tasks.Task;
import io.holdfast.tasks.Tasks;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.transaction.support.TransactionTemplate;

/** Drills over the whole application: its real processes, tables and templates in a world of their own. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class DrillsContract {
    private static final Actor KAI = new Actor.Person("kai");

    @Autowired
    Drills drills;

    @Autowired
    Timeline timeline;

    @Autowired
    JdbcClient db;

    @Autowired
    Proofs proofs;

    @Autowired
    ScenarioOfIncident past;

    @Autowired
    StartedDrills started;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Modes modes;

    @Autowired
    Incidents incidents;

    @Autowired
    Tasks tasks;

    @Autowired
    ClockMover clock;

    @Autowired
    Times times;

    @LocalServerPort
    int port;

    static void settings(DynamicPropertyRegistry registry) {
        registry.add("holdfast.api.token", () -> "a-token-for-the-test");
        registry.add("holdfast.playbook.location", () -> "src/test/resources/drilled-playbook");
        registry.add("holdfast.clock", () -> "settable");
    }

    private Drill run(String scenario) {
        String id = drills.start(scenario, false, KAI).id();
        return await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> drills.find(id).orElseThrow(), d -> d.state() != Drill.State.RUNNING);
    }

    private List<String> told(Drill drill) {
        return drill.incidents().stream()
                .flatMap(key -> timeline.of(drill.world(), key, 0, 5_000).stream())
                .map(line -> line.at() + " " + line.kind() + " " + line.text())
                .map(line -> line.replace(drill.id(), "DRILL"))
                .toList();
    }

    /** What of the live world a drill could touch. */
    private Map<String, Long> live() {
        Map<String, Long> live = new LinkedHashMap<>();
        for (String rows : List.of(
                "message WHERE world = 'live'",
                "delivery d JOIN message m ON m.id = d.message_id WHERE m.world = 'live'",
                "incident WHERE world = 'live'",
                "signal WHERE world = 'live'",
                "indicator WHERE world = 'live'",
                "mode_switch WHERE world = 'live'",
                "guidance_block WHERE world = 'live'",
                "subscriber WHERE world = 'live'",
                "slack_channel",
                "stop",
                "bad_address",
                "clock WHERE ahead_millis > 0")) {
            live.put(
                    rows,
                    Objects.requireNonNull(db.sql("SELECT COUNT(*) FROM " + rows)
                            .query(Long.class)
                            .single()));
        }
        return live;
    }

    /** The first, while nothing real goes on. */
    @Test
    @Order(1)
    void aScenarioRunsTheWholeLoopInAWorldOfItsOwnAndTheLiveOneIsAsBefore() {
        Map<String, Long> before = live();

        Drill drill = run("slow-records");

        assertThat(drill.expectations())
                .allSatisfy(e ->
                        assertThat(e.outcome()).as(e.text() + ": " + e.why()).isEqualTo("passed"));
        assertThat(drill.state()).isEqualTo(Drill.State.PASSED);
        assertThat(drill.clock()).isEqualTo(drill.begins().plus(Duration.ofMinutes(45)));
        assertThat(live()).isEqualTo(before);
        assertThat(db.sql("SELECT COUNT(*) FROM ACT_RU_EXECUTION WHERE BUSINESS_KEY_ LIKE 'DRILL-%'")
                        .query(Long.class)
                        .single())
                .as("nothing of it runs on")
                .isZero();
    }

    @Test
    void twiceInARowItComesOutTheSameButForIds() {
        List<String> once = told(run("slow-records"));

        assertThat(once).hasSizeGreaterThan(40);
        assertThat(told(run("slow-records"))).isEqualTo(once);
    }

    @Test
    void whatAChangeWasToBeTriedOnWaitsForPeopleAndIsLetGoOnceNobodyWantsItsAnswer() {
        long playbook = drills.start("slow-records", false, KAI).playbook();
        List<String> tried = Stream.generate(
                        () -> drills.rehearse("slow-records", playbook).id())
                .limit(3)
                .toList();
        String people = drills.start("slow-records", false, KAI).id();
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> Stream.concat(tried.stream(), Stream.of(people))
                        .noneMatch(id -> drills.find(id).orElseThrow().stage().equals("new")));
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> drills.find(people).orElseThrow().state() != Drill.State.RUNNING);
        assertThat(drills.find(tried.get(2)).orElseThrow().state())
                .as("begun before the people's, and not driven before it")
                .isEqualTo(Drill.State.RUNNING);
        transaction.executeWithoutResult(tx -> drills.forget(playbook, "CHG-1 was decided before it ran"));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> drills.list(null, 5).stream().noneMatch(d -> d.state() == Drill.State.RUNNING));
        assertThat(drills.find(people).orElseThrow().state()).isEqualTo(Drill.State.PASSED);
        assertThat(drills.find(tried.get(2)).orElseThrow())
                .returns(Drill.State.ABORTED, Drill::state)
                .returns("CHG-1 was decided before it ran", Drill::aborted);
        assertThat(drills.last("slow-records", playbook).orElseThrow().state()).isEqualTo(Drill.State.PASSED);
    }

    @Test
    void whereNobodyDecidesItFailsAndSaysWhichExpectationAndWhy() {
        Drill drill = run("nobody-decides");

        assertThat(drill.state()).isEqualTo(Drill.State.FAILED);
        assertThat(drill.expectations())
                .extracting(Drill.Expected::text, Drill.Expected::outcome, Drill.Expected::why)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "The first suspect is Customer records, within 15 min",
                                "passed",
                                "the first suspect is crm"),
                        org.assertj.core.groups.Tuple.tuple(
                                "The mode “Work from the short record” is on, within 20 min",
                                "failed",
                                "By 20 min after the trouble began: it was proposed"),
                        org.assertj.core.groups.Tuple.tuple(
                                "Staff have been told by sms, within 20 min",
                                "passed",
                                drill.expectations().get(2).why()),
                        org.assertj.core.groups.Tuple.tuple(
                                "It never comes to this: customers have been told",
                                "passed",
                                "no word was written for customers"));
    }

    // ---- live exercises

    private static final String MODE = "reach-team/offer-callback";
    private static final Actor DANA = new Actor.Person("dana");

    /** One measurement of each indicator that it is watched by, now. */
    private void measured(double abandoned) {
        String at = times.in(World.LIVE).toString();
        String row =
                "{\"id\":\"%s\",\"kind\":\"measurement\",\"at\":\"%s\",\"journey\":\"reach-team\",\"metric\":\"%s\","
                        + "\"region\":\"eu-west\",\"value\":%s,\"count\":200}";
        post(
                "/api/signals",
                "[" + row.formatted("a" + at, at, "abandonment_rate", abandoned) + ","
                        + row.formatted("d" + at, at, "dropped_call_rate", 0.001) + "]");
    }

    private int post(String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer a-token-for-the-test")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void minutes(int n, double abandoned) {
        for (int i = 0; i < n; i++) {
            clock.advance(Duration.ofMinutes(1));
            measured(abandoned);
            judged();
        }
    }

    /** The correlator has judged what came. */
    private void judged() {
        await().pollInterval(Duration.ofMillis(20))
                .until(() -> db.sql("SELECT COUNT(*) FROM signal_pending WHERE world = 'live'")
                                .query(Long.class)
                                .single()
                        == 0);
    }

    private Drill until(String id, Predicate<Drill> reached) {
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> drills.find(id).orElseThrow(), reached);
    }

    /** A live exercise to which a second person has said yes, and whose mode is on. */
    private String begun() {
        minutes(8, 0.02);
        String id = drills.start("callback-for-real", false, KAI).id();
        until(id, d -> d.stage().equals("asked"));
        drills.decide(id, true, "", DANA);
        until(id, d -> d.stage().equals("running"));
        await().until(() ->
                modes.current(World.LIVE).stream().anyMatch(m -> m.state().equals("on")));
        assertThat(modes.current(World.LIVE))
                .singleElement()
                .returns(List.of("eu-west"), m -> m.scope().regions())
                .returns(null, ModeSwitch::incident);
        return id;
    }

    private Proofs.Proof proven() {
        return proofs.all().stream()
                .filter(p -> p.kind().equals("mode") && p.id().equals(MODE))
                .findFirst()
                .orElseThrow();
    }

    private List<String> told(String id) {
        return db.sql(
                        "SELECT t.body FROM message m JOIN message_text t ON t.message_id = m.id WHERE m.topic = :topic AND t.locale = 'en'"
                                + " ORDER BY m.id")
                .param("topic", "house/exercise/" + id.toLowerCase(java.util.Locale.ROOT))
                .query(String.class)
                .list();
    }

    @Test
    void aLiveExerciseIsBrokenOffByItsConditionProvesNothingAndProvesItOnceRepeatedWithoutTheFault() {
        int open = incidents.open(World.LIVE).size();
        String broken = begun();
        minutes(4, 0.10);
        Drill off = until(broken, d -> d.state() != Drill.State.RUNNING);
        assertThat(off.state()).isEqualTo(Drill.State.ABORTED);
        assertThat(off.aborted()).containsAnyOf("“Callers who give up” is strained", "Callers who give up got worse");
        assertThat(modes.current(World.LIVE)).isEmpty();
        assertThat(proven().live()).isNull();
        assertThat(proven().late()).isTrue();
        assertThat(told(broken)).hasSize(2);
        assertThat(told(broken).get(0))
                .startsWith("*Exercise, nothing is broken: Offer a call-back instead of the wait*");
        assertThat(told(broken).get(1)).contains("is broken off").contains("Callers who give up");
        assertThat(incidents.open(World.LIVE))
                .as("an exercise opens no incident")
                .isEmpty();

        String well = begun();
        minutes(21, 0.02);
        Drill passed = until(well, d -> d.state() != Drill.State.RUNNING);
        assertThat(passed.expectations())
                .allSatisfy(e ->
                        assertThat(e.outcome()).as(e.text() + ": " + e.why()).isEqualTo("passed"));
        assertThat(passed.state()).isEqualTo(Drill.State.PASSED);
        assertThat(modes.current(World.LIVE)).isEmpty();
        assertThat(proven().live()).isEqualTo(passed.endedAt());
        assertThat(proven().late()).isFalse();
        assertThat(db.sql("SELECT COUNT(*) FROM delivery d JOIN message m ON m.id = d.message_id"
                                + " WHERE m.world = 'live' AND d.channel = 'sms'")
                        .query(Long.class)
                        .single())
                .as("no customer is told")
                .isZero();
    }

    @Test
    void whoAskedForALiveExerciseDoesNotSayYesToItAndANoIsSaidWithItsReason() {
        minutes(8, 0.02);
        String id = drills.start("callback-for-real", false, KAI).id();
        until(id, d -> d.stage().equals("asked"));
        assertThatThrownBy(() -> drills.decide(id, true, "", KAI)).hasMessageContaining("somebody else says yes");
        assertThatThrownBy(() -> drills.start("callback-for-real", false, DANA))
                .hasMessageContaining("one exercise with people at a time");
        drills.decide(id, false, "Sale starts at ten", DANA);
        Drill left = until(id, d -> d.state() != Drill.State.RUNNING);
        assertThat(left.state()).isEqualTo(Drill.State.ABORTED);
        assertThat(left.aborted()).isEqualTo("Declined by dana: Sale starts at ten");
        assertThat(modes.current(World.LIVE)).isEmpty();
    }

    @Test
    void whereNothingIsHeardALiveExerciseIsBrokenOffAndAPersonStopsOneAtOnce() {
        String silent = begun();
        clock.advance(Duration.ofMinutes(6));
        assertThat(until(silent, d -> d.state() != Drill.State.RUNNING).aborted())
                .as("whichever of the two is missed first")
                .isIn("nothing is heard of “Callers who give up”", "nothing is heard of “Calls cut off while talking”");
        String stopped = begun();
        drills.stop(stopped, "the list does not show", KAI);
        assertThat(until(stopped, d -> d.state() != Drill.State.RUNNING).aborted())
                .isEqualTo("Stopped by kai: the list does not show");
        assertThat(modes.current(World.LIVE)).isEmpty();
    }

    // ---- with people

    private static final Caller DANA_HERSELF = new Caller("dana", false, Set.of("commander"), Set.of());

    /** The exercise's clock has come to where everybody's stands. */
    private Drill played(String id, int minutes) {
        for (int i = 0; i < minutes; i++) {
            clock.advance(Duration.ofMinutes(1));
            Instant now = times.in(World.LIVE);
            until(id, d -> d.state() != Drill.State.RUNNING || !d.clock().isBefore(now));
        }
        return drills.find(id).orElseThrow();
    }

    private Optional<Task> task(String id, String key) {
        return tasks.open(null).stream()
                .filter(t -> t.incident().startsWith(id + "-") && t.key().equals(key))
                .findFirst();
    }

    @Test
    void atTheTablePeopleDoTheTasksByEverybodysClockAndNothingIsSwitchedAndNoCustomerIsTold() {
        Map<String, Long> before = live();
        String id = drills.tabletop("slow-records", KAI).id();
        assertThatThrownBy(() -> drills.tabletop("slow-records", KAI)).hasMessageContaining("is not over");
        until(id, d -> d.stage().equals("running"));
        while (task(id, "takeCommand").isEmpty()) {
            assertThat(played(id, 1).state()).isEqualTo(Drill.State.RUNNING);
        }
        Task command = task(id, "takeCommand").orElseThrow();
        tasks.complete(command.id(), Map.of("verdict", "take"), DANA_HERSELF);
        await().until(() -> task(id, "approveMode").isPresent());
        assertThat(incidents.find(command.incident()).orElseThrow())
                .returns(true, Incident::drill)
                .returns(Optional.of("dana"), Incident::commander);
        tasks.complete(task(id, "approveMode").orElseThrow().id(), Map.of("verdict", "switch"), DANA_HERSELF);
        await().until(() -> db.sql("SELECT COUNT(*) FROM mode_switch WHERE world = :world AND state = 'on'")
                        .param("world", "drill-" + id.replace("DRILL-", ""))
                        .query(Long.class)
                        .single()
                == 1);

        Drill over = played(id, 45);

        assertThat(until(id, d -> d.state() != Drill.State.RUNNING).state())
                .as("nobody took the updates to customers up: it ran to its end and was judged")
                .isEqualTo(Drill.State.FAILED);
        assertThat(over.expectations())
                .filteredOn(e -> e.text().startsWith("The first suspect"))
                .allMatch(e -> e.outcome().equals("passed"));
        assertThat(task(id, "approveUpdate")).as("its tasks are taken back").isEmpty();
        Map<String, Long> after = live();
        after.keySet().removeIf(rows -> rows.startsWith("message") || rows.startsWith("delivery"));
        before.keySet().removeIf(rows -> rows.startsWith("clock"));
        assertThat(before)
                .containsAllEntriesOf(after.entrySet().stream()
                        .filter(e ->
                                !e.getKey().startsWith("clock") && !e.getKey().startsWith("slack_channel"))
                        .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        assertThat(told(id)).hasSize(2);
        assertThat(told(id).get(0)).startsWith("*Exercise, nothing is broken:* Records open late");
        assertThat(told(id).get(1)).startsWith("*The exercise is over:*");
    }

    @Test
    void aRealIncidentOrAPersonBreaksATabletopOffAndItsTasksAreTakenBack() {
        String stopped = drills.tabletop("slow-records", KAI).id();
        until(stopped, d -> d.stage().equals("running"));
        drills.stop(stopped, "lunch", KAI);
        assertThat(until(stopped, d -> d.state() != Drill.State.RUNNING).aborted())
                .isEqualTo("Stopped by kai: lunch");

        String id = drills.tabletop("slow-records", KAI).id();
        until(id, d -> d.stage().equals("running"));
        while (task(id, "takeCommand").isEmpty()) {
            played(id, 1);
        }
        String at = times.in(World.LIVE).toString();
        post(
                "/api/signals",
                "[{\"id\":\"r" + at + "\",\"kind\":\"alert\",\"at\":\"" + at
                        + "\",\"dependency\":\"identity-provider\",\"title\":\"Down\",\"severity\":\"critical\",\"key\":\"idp\"}]");
        Drill off = until(id, d -> d.state() != Drill.State.RUNNING);
        assertThat(off.state()).isEqualTo(Drill.State.ABORTED);
        assertThat(off.aborted()).matches("INC-\\d+ is going on");
        assertThat(tasks.open(null)).noneMatch(t -> t.incident().startsWith("DRILL-"));
        assertThatThrownBy(() -> drills.tabletop("slow-records", KAI)).hasMessageContaining("is going on");
        for (Incident incident : incidents.open(World.LIVE)) {
            if (incident.goingOn()) {
                transaction.executeWithoutResult(tx -> {
                    Incident locked = incidents.locked(incident.key());
                    locked.end(Ending.CANCELLED, KAI, "the test says so");
                    incidents.save(locked);
                });
            }
        }
    }

    // ---- from a past incident

    @Test
    void aPastIncidentIsMadeAScenarioOfItsSignalsAndOfWhatCameOfIt() throws IOException {
        String at = times.in(World.LIVE).toString();
        post(
                "/api/signals",
                "[{\"id\":\"c" + at + "\",\"kind\":\"alert\",\"at\":\"" + at
                        + "\",\"dependency\":\"crm\",\"title\":\"CRM does not answer\",\"severity\":\"critical\",\"key\":\"crm-down\"}]");
        String key = await().until(
                        () -> incidents.open(World.LIVE).stream()
                                .filter(i -> i.goingOn() && i.suspect().isPresent())
                                .map(Incident::key)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        assertThatThrownBy(() -> past.zip(key)).hasMessageContaining("still going on");
        transaction.executeWithoutResult(tx -> {
            Incident incident = incidents.locked(key);
            incident.end(Ending.CANCELLED, KAI, "the test says so");
            incidents.save(incident);
        });
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(past.zip(key)))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        String name = key.toLowerCase(java.util.Locale.ROOT);
        assertThat(files).containsOnlyKeys(name + ".yaml", name + ".ndjson");
        assertThat(files.get(name + ".ndjson"))
                .contains("\"dependency\":\"crm\"")
                .contains("\"title\":\"CRM does not answer\"")
                .contains("\"severity\":\"critical\"");
        assertThat(files.get(name + ".yaml"))
                .contains("recorded: " + name + ".ndjson")
                .contains("suspect: crm")
                .contains("trouble: PT");
    }

    @Test
    void aScheduleStartsADrillOnceWithinItsHour() {
        Scenario.Schedule schedule = new Scenario.Schedule(List.of("mon"), "06:30");
        ZoneId london = ZoneId.of("Europe/London");
        assertThat(ScheduledDrills.isDue(schedule, london, Instant.parse("2026-06-01T05:29:59Z")))
                .isFalse();
        assertThat(ScheduledDrills.isDue(schedule, london, Instant.parse("2026-06-01T05:30:00Z")))
                .isTrue();
        assertThat(ScheduledDrills.isDue(schedule, london, Instant.parse("2026-06-01T06:30:00Z")))
                .isFalse();
        assertThat(ScheduledDrills.isDue(schedule, london, Instant.parse("2026-06-02T05:30:00Z")))
                .isFalse();

        Instant since = times.real();
        int before = drills.list(null, 100).size();
        started.startDue("nobody-decides", since);
        started.startDue("nobody-decides", since);
        assertThat(drills.list(null, 100)).hasSize(before + 1).first().returns("holdfast", Drill::by);
    }
}
