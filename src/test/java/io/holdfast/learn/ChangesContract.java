package io.holdfast.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Entry;
import io.holdfast.evidence.Timeline;
import io.holdfast.incident.Ending;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.playbook.Fault;
import io.holdfast.playbook.FileChange;
import io.holdfast.playbook.PlaybookStore;
import io.holdfast.playbook.Playbooks;
import io.holdfast.security.Caller;
import io.holdfast.security.Tokens;
import io.holdfast.tasks.Task;
import io.holdfast.tasks.Tasks;
import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.transaction.support.TransactionTemplate;

/** Changes of the playbook over the whole application: what an incident taught is tried, agreed, in force, and taken back. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
abstract class ChangesContract {
    private static final String RULES = "processes/decisions/fallback-rules.dmn";
    private static final String VENDORS = "processes/catalog/vendors.yaml";
    private static final Caller DANA = new Caller("dana", false, Set.of("commander"), Set.of());
    private static final Caller KAI = new Caller("kai", false, Set.of("resilience-lead"), Set.of());
    private static final Caller MIA = new Caller("mia", false, Set.of("agent-lead"), Set.of());

    @Autowired
    Changes changes;

    @Autowired
    RunningIncidents moves;

    @Autowired
    Playbooks playbooks;

    @Autowired
    PlaybookStore store;

    @Autowired
    Incidents incidents;

    @Autowired
    Tasks tasks;

    @Autowired
    Timeline timeline;

    @Autowired
    Times times;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient db;

    @Autowired
    RemindChanges reminding;

    @Autowired
    TurnedAway turnedAway;

    @Autowired
    Tokens tokens;

    @LocalServerPort
    int port;

    private static int alerts;

    /** A playbook that has no rule for sign-ins that fail. */
    static void settings(DynamicPropertyRegistry registry) {
        try {
            Path folder = Files.createTempDirectory("playbook");
            Path rules = folder.resolve(RULES);
            Files.createDirectories(rules.getParent());
            Files.writeString(rules, without("r1", "r2", "r4"));
            registry.add("holdfast.playbook.location", folder::toString);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        registry.add("holdfast.api.token", () -> "a-token-for-the-test");
    }

    private static String packaged() {
        try {
            return Files.readString(Path.of(RULES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String without(String... ids) {
        String rules = packaged();
        for (String id : ids) {
            int from = rules.indexOf("      <rule id=\"" + id + "\">");
            int to = rules.indexOf("</rule>", from) + "</rule>\n".length();
            rules = rules.substring(0, from) + rules.substring(to);
        }
        return rules;
    }

    private String inForce(String path) {
        return new String(playbooks.current(World.LIVE).bytes(path), StandardCharsets.UTF_8);
    }

    /** Nobody can sign in any more. */
    private String outage() {
        int n = ++alerts;
        String at = times.in(World.LIVE).toString();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/signals"))
                .header("Authorization", "Bearer a-token-for-the-test")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("[{\"id\":\"a" + n + "\",\"kind\":\"alert\",\"at\":\"" + at
                        + "\",\"dependency\":\"identity-provider\",\"title\":\"Sign-ins fail\",\"severity\":\"critical\",\"key\":\"idp-"
                        + n + "\"}]"))
                .build();
        try {
            HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> incidents.open(World.LIVE).stream()
                                .filter(i -> i.goingOn() && i.suspect().isPresent())
                                .map(Incident::key)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private Optional<Task> task(String incident, String key) {
        return tasks.open(incident).stream().filter(t -> t.key().equals(key)).findFirst();
    }

    /** Command is taken; what it leads to is there. */
    private void commanded(String incident) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> task(incident, "takeCommand").isPresent());
        tasks.complete(task(incident, "takeCommand").orElseThrow().id(), Map.of("verdict", "take"), DANA);
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            task(incident, "confirmDiagnosis")
                    .ifPresent(t -> tasks.complete(t.id(), Map.of("verdict", "confirm"), DANA));
            return db.sql("SELECT COUNT(*) FROM evidence WHERE chain = :key AND kind = 'decision'"
                                    + " AND body LIKE '%fallback-rules%'")
                            .param("key", incident)
                            .query(Long.class)
                            .single()
                    > 0;
        });
    }

    private boolean proposesQuestions(String incident) {
        return db.sql("SELECT COUNT(*) FROM mode_switch WHERE incident_key = :key AND mode = 'security-questions'")
                        .param("key", incident)
                        .query(Long.class)
                        .single()
                == 1;
    }

    @AfterEach
    void calm() {
        for (Incident open : incidents.open(World.LIVE)) {
            if (open.goingOn()) {
                over(open.key());
            }
        }
    }

    private void over(String key) {
        transaction.executeWithoutResult(tx -> {
            Incident incident = incidents.locked(key);
            incident.end(Ending.RESOLVED, new Actor.Self("test"), "it is mended");
            incidents.save(incident);
        });
    }

    private Change replayed(Change change) {
        return await().atMost(Duration.ofSeconds(60))
                .until(() -> changes.find(change.id()).orElseThrow(), c -> c.state() != Change.State.REPLAYING);
    }

    private Change proposed(String path, String content, Caller by) {
        return replayed(changes.propose(List.of(new FileChange(path, content)), "It is better so", null, false, by));
    }

    private List<String> house() {
        return timeline.of(World.LIVE, Entry.HOUSE, 0, 10_000).stream()
                .filter(l -> l.kind().startsWith("change."))
                .map(l -> l.kind() + " " + l.text())
                .toList();
    }

    @Test
    void whatAnIncidentTaughtIsTriedAgreedInForceForTheNextOneAndTakenBackForTheThird() {
        String first = outage();
        commanded(first);
        assertThat(proposesQuestions(first)).as("no rule fits").isFalse();
        over(first);

        Change change = changes.propose(
                List.of(new FileChange(RULES, packaged())), "Sign-ins failed for long", first, false, KAI);
        assertThat(change.problems()).isEmpty();
        Change tried = replayed(change);
        assertThat(tried.state()).isEqualTo(Change.State.AWAITING_APPROVAL);
        Replay replay = java.util.Objects.requireNonNull(tried.replay());
        assertThat(replay.sentence())
                .matches("In 1 of \\d+ past incidents? .*the mode would have come \\d+ min earlier.*");
        assertThat(replay.cases())
                .filteredOn(c -> c.subject().equals(first))
                .singleElement()
                .returns("better", Replay.Case::verdict)
                .satisfies(
                        c -> assertThat(c.after()).anyMatch(l -> l.startsWith("Mode sign-in/security-questions at ")))
                .satisfies(c -> assertThat(c.timeline())
                        .isSortedAccordingTo(java.util.Comparator.comparing(Replay.Point::at))
                        .anyMatch(p ->
                                p.what().equals("It is noticed") && p.course().equals("both"))
                        .anyMatch(p -> p.what().equals("Mode sign-in/security-questions")
                                && p.course().equals("would-have"))
                        .noneMatch(p -> p.course().equals("happened")));
        assertThatThrownBy(() -> changes.approve(change.id(), "", KAI))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("its author can't");
        assertThatThrownBy(() -> changes.approve(change.id(), "", MIA))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("resilience lead or a commander");
        assertThat(inForce(RULES)).doesNotContain("rule id=\"r1\"");

        Change agreed = changes.approve(change.id(), "It would have spared us half an hour", DANA);
        assertThat(agreed.state()).isEqualTo(Change.State.IN_FORCE);
        assertThat(inForce(RULES)).contains("rule id=\"r1\"");
        assertThat(incidents.find(first).orElseThrow().playbook())
                .as("what runs keeps the playbook that it began with")
                .isLessThan(playbooks.inForce(World.LIVE));
        String second = outage();
        commanded(second);
        await().atMost(Duration.ofSeconds(30)).until(() -> proposesQuestions(second));
        over(second);

        Change back = changes.rollBack(change.id(), "To see what it was worth", DANA);
        assertThat(back.state()).isEqualTo(Change.State.ROLLED_BACK);
        assertThat(inForce(RULES)).doesNotContain("rule id=\"r1\"");
        String third = outage();
        commanded(third);
        assertThat(proposesQuestions(third)).isFalse();
        assertThat(house())
                .anyMatch(l -> l.equals("change.attempt An attempt to approve " + change.id()
                        + " was turned away: its author can't; somebody else does"))
                .anyMatch(l -> l.startsWith("change.attempt An attempt to approve " + change.id()
                        + " was turned away: it takes a resilience lead"))
                .anyMatch(l -> l.startsWith("change.approved " + change.id()))
                .anyMatch(l -> l.startsWith("change.rolled-back " + change.id()));
        assertThat(store.of(RULES)).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void anIncidentThatGoesOnIsMovedToTheRulesInForceOnlyOnPurpose() {
        String running = outage();
        commanded(running);
        assertThat(proposesQuestions(running)).isFalse();
        long began = incidents.find(running).orElseThrow().playbook();
        assertThatThrownBy(() -> moves.move(running, null, "Now", DANA)).hasMessageContaining("it does already");
        Change change = changes.propose(
                List.of(
                        new FileChange(RULES, packaged()),
                        new FileChange("processes/resolve.bpmn", renamed("Say we are watching", "Say that we watch"))),
                "Sign-ins failed for long",
                running,
                true,
                KAI);
        assertThat(change.problems()).isEmpty();
        long number = playbooks.inForce(World.LIVE);
        assertThat(incidents.find(running).orElseThrow().playbook()).isEqualTo(began);

        assertThatThrownBy(() -> moves.move(running, null, "Please", MIA)).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> moves.move(running, began, "Now", DANA))
                .hasMessageContaining("Playbook " + number + " is in force, not " + began);
        assertThatThrownBy(() -> moves.move(running, number, " ", DANA)).hasMessageContaining("'because'");
        moves.move(running, number, "It needs the mode now", DANA);

        assertThat(incidents.find(running).orElseThrow().playbook()).isEqualTo(number);
        await().atMost(Duration.ofSeconds(30)).until(() -> proposesQuestions(running));
        assertThat(task(running, "mitigate"))
                .as("what was asked is asked still")
                .isPresent();
        assertThat(definitions(running))
                .as("all its processes are of one version")
                .hasSizeGreaterThan(3)
                .allMatch(id -> id.startsWith("of " + number));
        assertThat(timeline.of(World.LIVE, running, 0, 10_000))
                .anyMatch(l -> l.kind().equals("incident.moved") && l.text().contains("It needs the mode now"));
        assertThat(house())
                .anyMatch(l -> l.startsWith("change.attempt An attempt to move " + running + " was turned away"));
        tasks.complete(
                task(running, "mitigate").orElseThrow().id(),
                Map.of("what", "Restarted", "mitigated", true, "reason", "It answers again"),
                DANA);
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        incidents.find(running).orElseThrow().status().name().equals("MONITORING"));
        changes.judge(change.id(), false, "the test is over", DANA);
    }

    @Test
    void anIncidentThatStandsWhereTheNewDiagramHasNothingStaysAndSaysWhere() {
        String running = outage();
        commanded(running);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> task(running, "mitigate").isPresent());
        long began = incidents.find(running).orElseThrow().playbook();
        Change change = changes.propose(
                List.of(new FileChange("processes/resolve.bpmn", renamed("\"keepWaiting\"", "\"whoIsInCharge\""))),
                "A better name",
                running,
                true,
                KAI);
        assertThat(change.problems()).isEmpty();
        assertThatThrownBy(() -> moves.move(running, null, "Now", DANA))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("In 'resolve' it stands at 'keepWaiting'");
        assertThat(incidents.find(running).orElseThrow().playbook()).isEqualTo(began);
        assertThat(task(running, "mitigate")).isPresent();
        changes.judge(change.id(), false, "the test is over", DANA);
    }

    private String renamed(String what, String to) {
        String diagram = inForce("processes/resolve.bpmn");
        assertThat(diagram).contains(what);
        return diagram.replace(what, to);
    }

    /** Of which playbook's deployment the processes of an incident are. */
    private List<String> definitions(String incident) {
        return db.sql("""
                SELECT d.KEY_ AS k, d.ID_ AS id FROM ACT_RU_EXECUTION e JOIN ACT_RE_PROCDEF d ON d.ID_ = e.PROC_DEF_ID_
                 WHERE e.BUSINESS_KEY_ = :key AND e.PARENT_ID_ IS NULL
                """)
                .param("key", incident)
                .query((row, i) -> playbooks
                                .definitionId(playbooks.inForce(World.LIVE), row.getString("k"))
                                .equals(row.getString("id"))
                        ? "of " + playbooks.inForce(World.LIVE)
                        : row.getString("id"))
                .list();
    }

    @Test
    void whatIsWrongIsRefusedAndSaysWhereWhatAndWhatWouldBeRight() {
        long before = playbooks.inForce(World.LIVE);
        Change wrong = changes.propose(
                List.of(new FileChange(RULES, packaged().replace("\"short-record\"", "\"shorter-record\""))),
                "A new name",
                null,
                false,
                MIA);
        assertThat(wrong.state()).isEqualTo(Change.State.REFUSED);
        assertThat(wrong.problems())
                .anySatisfy(p -> assertThat(p.toString()).contains("rule r9").contains("shorter-record"));
        assertThat(playbooks.inForce(World.LIVE)).isEqualTo(before);
        assertThatThrownBy(() -> changes.propose(
                        List.of(new FileChange(VENDORS, inForce(VENDORS))), "Nothing", null, false, MIA))
                .hasMessageContaining("nothing would change");
        assertThatThrownBy(() -> changes.propose(
                        List.of(new FileChange("templates/console/first.html", "x")), "Mine", null, false, MIA))
                .hasMessageContaining("application's own");
    }

    @Test
    void theSecondOfTwoIsReplayedOnTopOfTheFirstAndRefusedWhereBothTouchTheSameFile() {
        String vendors = inForce(VENDORS);
        String people = inForce("processes/catalog/house.yaml");
        Change first = proposed("processes/decisions/ownership.dmn", described("ownership"), KAI);
        Change apart = proposed("processes/decisions/severity.dmn", described("severity"), KAI);
        Change same = proposed("processes/decisions/ownership.dmn", described("ownership") + "<!-- so -->\n", KAI);
        changes.approve(first.id(), "", DANA);

        assertThatThrownBy(() -> changes.approve(apart.id(), "", DANA))
                .hasMessageContaining("is replayed on top of it")
                .hasMessageContaining("came into force meanwhile");
        Change again = replayed(changes.find(apart.id()).orElseThrow());
        assertThat(again.base()).isEqualTo(playbooks.inForce(World.LIVE));
        assertThat(changes.approve(apart.id(), "", DANA).state()).isEqualTo(Change.State.IN_FORCE);
        assertThat(inForce("processes/decisions/ownership.dmn")).contains("Learned in a test");
        assertThat(inForce("processes/decisions/severity.dmn")).contains("Learned in a test");

        assertThatThrownBy(() -> changes.approve(same.id(), "", DANA))
                .hasMessageContaining("was changed by " + first.id() + " meanwhile");
        assertThat(changes.find(same.id()).orElseThrow().state()).isEqualTo(Change.State.REFUSED);

        changes.rollBack(first.id(), "not so good", DANA);
        assertThat(inForce("processes/decisions/ownership.dmn")).doesNotContain("Learned in a test");
        assertThat(inForce("processes/decisions/severity.dmn"))
                .as("a later change of another file stays")
                .contains("Learned in a test");
        assertThat(inForce(VENDORS)).isEqualTo(vendors);
        assertThat(inForce("processes/catalog/house.yaml")).isEqualTo(people);
        changes.rollBack(apart.id(), "the test is over", DANA);
    }

    @Test
    void whatWasWrittenFromAnOlderPlaybookIsRefusedWhereItWouldUndoAnotherChangeUnseen() throws Exception {
        long opened = playbooks.inForce(World.LIVE);
        String mine = inForce(RULES).replaceFirst("<description>", "<description>Mine. ");
        String apart = described("ownership");
        Change first = proposed(RULES, packaged(), KAI);
        changes.approve(first.id(), "", DANA);
        Change unseen = changes.propose(List.of(new FileChange(RULES, mine)), opened, "Mine", null, false, MIA);
        assertThat(unseen.state()).isEqualTo(Change.State.REFUSED);
        assertThat(unseen.problems())
                .singleElement()
                .returns(RULES, Fault::path)
                .returns("It was changed by " + first.id() + " meanwhile.", Fault::what)
                .returns("Propose it anew on top of what is in force now.", Fault::remedy);
        assertThat(post(
                                "/api/playbook/changes",
                                "{\"path\":\"" + RULES + "\",\"content\":\"x\",\"because\":\"x\",\"base\":" + opened
                                        + "}")
                        .body())
                .contains("It was changed by " + first.id() + " meanwhile.");
        assertThat(post(
                                "/api/playbook/changes",
                                "{\"path\":\"" + RULES + "\",\"content\":\"x\",\"because\":\"x\",\"base\":4711}")
                        .statusCode())
                .isEqualTo(400);
        Change other = changes.propose(
                List.of(new FileChange("processes/decisions/ownership.dmn", apart)), opened, "Apart", null, false, MIA);
        assertThat(other.problems()).as("another file").isEmpty();
        assertThat(other.base()).isEqualTo(playbooks.inForce(World.LIVE));
        assertThat(changes.propose(
                                List.of(new FileChange("processes/decisions/ownership.dmn", apart)),
                                "Sent twice",
                                null,
                                false,
                                MIA)
                        .id())
                .as("the same form, sent again")
                .isEqualTo(other.id());
        Change anothers = changes.propose(
                List.of(new FileChange("processes/decisions/ownership.dmn", apart)), "By another", null, false, KAI);
        assertThat(anothers.id()).isNotEqualTo(other.id());
        changes.reject(other.id(), "the test is over", DANA);
        changes.reject(anothers.id(), "the test is over", DANA);
        changes.rollBack(first.id(), "the test is over", DANA);
    }

    private String described(String table) {
        return inForce("processes/decisions/" + table + ".dmn")
                .replaceFirst("<description>", "<description>Learned in a test. ");
    }

    @Test
    void whileAnIncidentBurnsOnePersonMayChangeTheRulesAtOnceAndAnotherOneJudgesThatAfterwards() {
        assertThatThrownBy(() -> changes.propose(List.of(new FileChange(RULES, packaged())), "Now!", null, true, KAI))
                .hasMessageContaining("for an incident that goes on");
        String burning = outage();
        assertThatThrownBy(
                        () -> changes.propose(List.of(new FileChange(RULES, packaged())), "Now!", burning, true, MIA))
                .isInstanceOf(AccessDeniedException.class);
        Change change = changes.propose(List.of(new FileChange(RULES, packaged())), "Now!", burning, true, KAI);
        assertThat(change.state()).isEqualTo(Change.State.IN_FORCE);
        assertThat(inForce(RULES)).contains("rule id=\"r1\"");
        assertThat(changes.waiting()).extracting(Change::id).contains(change.id());
        assertThatThrownBy(() -> changes.judge(change.id(), true, "It was right", KAI))
                .hasMessageContaining("its author can't");
        assertThat(changes.waiting()).extracting(Change::id).contains(change.id());

        Change judged = changes.judge(change.id(), false, "Too hasty", DANA);
        assertThat(judged.state()).isEqualTo(Change.State.ROLLED_BACK);
        assertThat(inForce(RULES)).doesNotContain("rule id=\"r1\"");
        assertThat(changes.waiting()).extracting(Change::id).doesNotContain(change.id());
    }

    @Test
    void whoPutAnEmergencyInForceMayTakeItBackAndAnotherPersonJudgesItAllTheSame() throws Exception {
        String burning = outage();
        Change change = changes.propose(List.of(new FileChange(RULES, packaged())), "Now!", burning, true, KAI);
        Change back = changes.rollBack(change.id(), "It did harm", KAI);
        assertThat(back.state()).isEqualTo(Change.State.ROLLED_BACK);
        assertThat(inForce(RULES)).doesNotContain("rule id=\"r1\"");
        assertThat(back.judged()).isNull();
        assertThat(changes.waiting()).extracting(Change::id).contains(change.id());
        assertThat(get("/api/tasks")).contains("\"key\":\"judgeChange\"").contains("\"ref\":\"" + change.id() + "\"");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> changes.find(change.id())
                        .filter(c -> c.replay() != null)
                        .isPresent());
        assertThat(changes.find(change.id()).orElseThrow().state())
                .as("what its replay found moves nothing")
                .isEqualTo(Change.State.ROLLED_BACK);
        assertThatThrownBy(() -> changes.judge(change.id(), false, "It was me", KAI))
                .hasMessageContaining("its author can't");

        assertThat(judgedByTask(change.id(), "{\"keep\":false}")).contains("\"field\":\"because\"");
        Change judged = changes.judge(change.id(), true, "It was right to try", DANA);
        assertThat(judged.state()).isEqualTo(Change.State.ROLLED_BACK);
        assertThat(java.util.Objects.requireNonNull(judged.judged()).by()).isEqualTo("dana");
        assertThat(inForce(RULES)).doesNotContain("rule id=\"r1\"");
        assertThat(changes.waiting()).extracting(Change::id).doesNotContain(change.id());
        assertThat(house())
                .anyMatch(l -> l.startsWith("change.judged " + change.id())
                        && l.endsWith("it was right, though it is rolled back. It was right to try"));
    }

    private String judgedByTask(String id, String answers) throws IOException, InterruptedException {
        return post("/api/tasks/" + id + "/complete", answers).body();
    }

    @Test
    void anotherPersonsRollBackOfAnEmergencyIsItsJudgement() {
        String burning = outage();
        Change change = changes.propose(List.of(new FileChange(RULES, packaged())), "Now!", burning, true, KAI);
        Change back = changes.rollBack(change.id(), "It did harm", DANA);
        assertThat(java.util.Objects.requireNonNull(back.judged()).by()).isEqualTo("dana");
        assertThat(changes.waiting()).extracting(Change::id).doesNotContain(change.id());
    }

    @Test
    void whoMayJudgeAnEmergencyIsRemindedEachMorningUntilSomebodyDid() {
        String burning = outage();
        Change change = changes.propose(List.of(new FileChange(RULES, packaged())), "Now!", burning, true, KAI);
        reminding.work();
        assertThat(reminders(change)).as("not before the morning").isZero();
        Instant morning = reminding.nextDue(World.LIVE).orElseThrow();
        assertThat(morning.atZone(playbooks.current(World.LIVE).catalog().zone())
                        .getHour())
                .isEqualTo(9);
        due(change);
        reminding.work();
        reminding.work();
        assertThat(reminders(change)).isEqualTo(1);
        due(change);
        changes.judge(change.id(), false, "Too hasty", DANA);
        reminding.work();
        assertThat(reminders(change)).isEqualTo(1);
        assertThat(reminding.nextDue(World.LIVE)).isEmpty();
    }

    private void due(Change change) {
        db.sql("UPDATE playbook_change SET remind_at = :at WHERE number = :number")
                .param("at", SqlTime.of(times.in(World.LIVE)))
                .param("number", Long.valueOf(change.id().substring(4)))
                .update();
    }

    private long reminders(Change change) {
        return db.sql("SELECT COUNT(*) FROM message WHERE topic LIKE :topic")
                .param("topic", "%remind/change/" + change.id())
                .query(Long.class)
                .single();
    }

    @Test
    void everyAttemptIsOnRecordAndNobodyFillsItWithThem() throws Exception {
        Change change = proposed("processes/decisions/severity.dmn", described("severity"), KAI);
        String looksOn = tokens.mint("looks-on", Set.of("read"), new Caller("settings", true, Set.of(), Set.of("*")));
        for (String act : List.of("approve", "reject", "roll-back")) {
            assertThat(post("/api/playbook/changes/" + change.id() + "/" + act, "{\"because\":\"I\"}", looksOn)
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(post("/api/playbook/changes/" + change.id() + "/judgement", "{\"keep\":true}", looksOn)
                        .statusCode())
                .isEqualTo(403);
        post("/api/playbook/changes/" + change.id() + "/approve", "{}");
        Caller max = new Caller("max", false, Set.of("viewer"), Set.of());
        for (int i = 0; i < 30; i++) {
            assertThatThrownBy(() -> changes.approve(change.id(), "", max)).isInstanceOf(AccessDeniedException.class);
            int number = 5_000_000 + i;
            assertThatThrownBy(() -> changes.approve("CHG-" + number, "", max))
                    .isInstanceOf(AccessDeniedException.class);
        }
        List<String> attempts = house().stream()
                .filter(l -> l.startsWith("change.attempt ") && l.contains(change.id() + " "))
                .toList();
        assertThat(attempts)
                .filteredOn(l -> l.contains("'looks-on' is a token"))
                .hasSize(4);
        assertThat(attempts)
                .filteredOn(l -> l.contains("'settings' is a token"))
                .hasSize(1);
        assertThat(attempts)
                .filteredOn(l -> l.contains("it takes a resilience lead"))
                .hasSize(1);
        assertThat(house()).noneMatch(l -> l.contains("CHG-50000"));
        turnedAway.flush(times.real().plus(Duration.ofMinutes(11)));
        assertThat(house())
                .anyMatch(l -> l.startsWith("change.attempt 29 more attempts to decide on changes of the playbook"));
        changes.reject(change.id(), "the test is over", DANA);
    }

    @Test
    void aScenarioIsTriedByDrillingItAndARejectionSaysWhy() {
        String path = "processes/scenarios/the-records-again.yaml";
        String scenario = """
                name: The records again
                about: The CRM does not answer.
                starts: "2026-03-10T10:30"
                lasts: PT10M
                customers: []
                signals:
                  - at: PT1M
                    signal: {kind: alert, dependency: crm, title: CRM does not answer, severity: critical, key: crm}
                people: []
                expect:
                  - {suspect: crm, within: PT5M}
                  - {mode: load-record/short-record, within: PT5M}
                """;
        Change change = proposed(path, scenario, MIA);
        assertThat(change.problems()).isEmpty();
        assertThat(java.util.Objects.requireNonNull(change.replay()).sentence())
                .isEqualTo("In 1 of 1 scenario it would have been worse: the-records-again.");
        assertThatThrownBy(() -> changes.reject(change.id(), " ", DANA)).hasMessageContaining("Say why not");
        assertThat(changes.reject(change.id(), "The rule first", DANA))
                .returns(Change.State.REJECTED, Change::state)
                .satisfies(c -> assertThat(
                                java.util.Objects.requireNonNull(c.decided()).because())
                        .isEqualTo("The rule first"));
        assertThatThrownBy(() -> changes.approve(change.id(), "", DANA)).hasMessageContaining("waits for nobody's yes");
        assertThat(playbooks.current(World.LIVE).file(path)).isEmpty();
    }

    @Test
    void theApiProposesForATokenAndLeavesTheYesToPeople() throws IOException, InterruptedException {
        HttpResponse<String> proposed = post(
                "/api/playbook/changes",
                "{\"path\":\"processes/sources/none.jsonata\",\"content\":\"{\",\"because\":\"A try\"}");
        assertThat(proposed.statusCode()).isEqualTo(201);
        assertThat(proposed.body())
                .contains("\"state\":\"refused\"")
                .contains("\"where\":\"processes/sources/none.jsonata");
        HttpResponse<String> approved = post("/api/playbook/changes/CHG-1/approve", "{}");
        assertThat(approved.statusCode()).isEqualTo(403);
        assertThat(approved.body()).contains("is a token, and only a person approves");
        assertThat(post(
                                "/api/playbook/changes",
                                "{\"path\":\"processes/sources/none.jsonata\",\"content\":\"{\",\"because\":\"A\\u0000\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("/api/playbook/changes", "{\"because\":\"x\"}").statusCode())
                .isEqualTo(400);
        assertThat(post("/api/playbook/changes/CHG-4711/approve", "{}").statusCode())
                .isEqualTo(403);
    }

    private String get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .header("Authorization", "Bearer a-token-for-the-test")
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return post(path, body, "a-token-for-the-test");
    }

    private HttpResponse<String> post(String path, String body, String token) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
