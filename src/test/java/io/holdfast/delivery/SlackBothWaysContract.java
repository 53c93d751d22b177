package io.holdfast.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.Holdfast;
import io.holdfast.detect.Reports;
import io.holdfast.detect.SignalLog;
import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Timeline;
import io.holdfast.guard.Automation;
import io.holdfast.guidance.Readings;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.incident.Scope;
import io.holdfast.standin.Caller;
import io.holdfast.standin.Fault;
import io.holdfast.standin.SlackRoom;
import io.holdfast.standin.SlackStandIn;
import io.holdfast.time.SettableClock;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.transaction.support.TransactionTemplate;

/** The whole application and a strict Slack, with the wire between them: what people type, press and post there, and what they get. */
@SpringBootTest(
        classes = Holdfast.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"holdfast.demo.token-file=target/slack/demo-token", "server.address=127.0.0.1"})
@ActiveProfiles("demo")
@DirtiesContext
abstract class SlackBothWaysContract {
    private static final Times TIMES = new SettableClock(false);
    private static final String SECRET = "slack-secret";
    private static final String DANA = "U01DANA00";
    private static final String MIA = "U01MIA000";
    private static final String SOMEWHERE = "C00000SOME";

    private static SlackStandIn slack = standIn();

    @Value("${local.server.port}")
    int port;

    @Autowired
    Incidents incidents;

    @Autowired
    Reports reports;

    @Autowired
    Timeline timeline;

    @Autowired
    SignalLog signals;

    @Autowired
    Readings readings;

    @Autowired
    SlackCheck check;

    @Autowired
    Automation automation;

    @Autowired
    JdbcClient db;

    @Autowired
    TransactionTemplate transaction;

    private static SlackStandIn standIn() {
        return new SlackStandIn(0, "xoxb-test", SECRET, true, TIMES);
    }

    static void start(DynamicPropertyRegistry registry) {
        slack = standIn();
        registry.add("holdfast.slack.api-url", () -> slack.apiUrl());
        registry.add("holdfast.slack.bot-token", () -> "xoxb-test");
        registry.add("holdfast.slack.signing-secret", () -> SECRET);
        // The stand-in has no limits of its own, and the wait for ours is shown elsewhere.
        registry.add("holdfast.slack.edits-per-minute", () -> 3_000);
        registry.add("holdfast.slack.posts-per-minute", () -> 3_000);
    }

    @AfterAll
    static void stop() {
        slack.close();
    }

    private String url() {
        return "http://127.0.0.1:" + port + "/slack/events";
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(50));
    }

    /** One incident at a time: what went on before is over. */
    @BeforeEach
    void calm() {
        slack.grant(SlackCheck.SCOPES);
        for (Incident open : incidents.open(World.LIVE)) {
            if (open.goingOn()) {
                transaction.executeWithoutResult(tx -> {
                    Incident incident = incidents.locked(open.key());
                    incident.end(io.holdfast.incident.Ending.CANCELLED, new Actor.Self("test"), "the next test begins");
                    incidents.save(incident);
                });
            }
        }
    }

    /** A real incident that is confirmed: cards fail. */
    private String open() {
        String key = reports.report(new Reports.Report(
                "Cards are declined",
                List.of("sign-in"),
                null,
                new Scope(List.of(), List.of(), List.of()),
                "a test",
                "critical",
                new Actor.Self("test")));
        // A busy machine may keep the first lock of a fresh application for long.
        soon().ignoreExceptions()
                .until(() -> Boolean.TRUE.equals(transaction.execute(tx -> {
                    Incident incident = incidents.locked(key);
                    if (!incident.confirmedAt().isPresent()) {
                        incident.confirm(new Actor.Self("test"), "a test");
                    }
                    incidents.save(incident);
                    return true;
                })));
        soon().until(() -> !tasks(key).isEmpty());
        return key;
    }

    @Autowired
    io.holdfast.tasks.Tasks tasklist;

    private List<String> tasks(String key) {
        return tasklist.open(key).stream()
                .map(io.holdfast.tasks.Task::key)
                .filter(t -> t.startsWith("take"))
                .toList();
    }

    private List<String> kinds(String key) {
        return timeline.of(World.LIVE, key, 0, 500).stream()
                .map(Timeline.Line::kind)
                .toList();
    }

    private String ask(String text, String channel, String user) {
        SlackStandIn.Pressed said = slack.send(slack.command("/holdfast", text, channel, user), url(), 15);
        assertThat(said.status()).isEqualTo(200);
        return said.words().orElseThrow(() -> new AssertionError("No answer to " + text));
    }

    private SlackRoom room(String key) {
        String name = key.toLowerCase(java.util.Locale.ROOT);
        soon().until(() -> Optional.ofNullable(slack.rooms().get(name))
                .filter(r -> !r.pinned().isEmpty())
                .isPresent());
        return Objects.requireNonNull(slack.rooms().get(name));
    }

    @Test
    void theKillSwitchIsThrownByACommanderWithAReasonAndByNobodyElse() {
        assertThat(ask("automation", SOMEWHERE, MIA)).contains("Automation is on");
        assertThat(ask("automation off I feel like it", SOMEWHERE, MIA)).contains("Only a commander");
        assertThat(ask("automation off", SOMEWHERE, DANA)).contains("Say why");
        assertThat(automation.now(World.LIVE).on()).isTrue();

        assertThat(ask("automation off it talks <nonsense>", SOMEWHERE, DANA))
                .contains("Done.", "All automation is off", "Dana Ortiz", "it talks &lt;nonsense&gt;");
        assertThat(automation.now(World.LIVE).on()).isFalse();
        assertThat(ask("automation off once more", SOMEWHERE, DANA)).contains("It is so already");
        assertThat(ask("automation on it was nothing", SOMEWHERE, DANA)).contains("Automation is on");
        assertThat(automation.now(World.LIVE).on()).isTrue();
    }

    @Test
    void anUnknownWordIsAnsweredWithHelpAndAnUnknownPersonWithWhatToDo() {
        assertThat(ask("dance", SOMEWHERE, DANA))
                .contains("no `/holdfast dance`")
                .contains("/holdfast status");
        assertThat(ask("help", SOMEWHERE, "U09NOBODY"))
                .doesNotContain("There is no")
                .contains("/holdfast note");
        assertThat(ask("status", SOMEWHERE, "U09NOBODY")).contains("U09NOBODY").contains("administrator");
    }

    @Test
    void statusShowsWhatGoesOnWithTimesThatEachReaderSeesAsHisOwn() {
        assertThat(ask("status", SOMEWHERE, DANA)).contains("Nothing goes on");
        String key = open();
        String said = ask("status", SOMEWHERE, DANA);
        assertThat(said).contains(key + " · SEV").contains("Phase: ").containsPattern("<!date\\^[0-9]+\\^");
        assertThat(slack.whispers().get(slack.whispers().size() - 1).blocks().toString())
                .contains("/incidents/" + key)
                .contains("\"actions\"");
    }

    @Test
    void ackTakesThePageOfTheOnlyIncidentAndTheSecondIsTold() {
        String key = open();
        assertThat(ask("decide", SOMEWHERE, DANA)).contains("Take command").contains(key);
        assertThat(ask("ack", SOMEWHERE, DANA)).contains("You have command of " + key);
        assertThat(incidents.find(key).orElseThrow().commander()).contains("dana");
        assertThat(ask("ack " + key.toLowerCase(java.util.Locale.ROOT) + " command", SOMEWHERE, "U01OMAR00"))
                .contains("Dana Ortiz has command");
        assertThat(ask("ack INC-9999", SOMEWHERE, DANA)).contains("There is no INC-9999");
    }

    @Test
    void oncallSaysWhoIsPaged() {
        assertThat(ask("oncall", SOMEWHERE, DANA))
                .contains("Who can take command")
                .contains("Dana Ortiz");
    }

    @Test
    void aNoteIsOnTheTimelineOnceThoughSlackRepeatsIt() {
        String key = open();
        SlackStandIn.Press press =
                slack.command("/holdfast", "note " + key + " the vendor has called", SOMEWHERE, DANA);
        assertThat(slack.send(press, url(), 15).words().orElseThrow()).contains("Kept on the timeline of " + key);
        Caller.Heard again = slack.call(press, url(), Map.of("X-Slack-Retry-Num", "1"));
        assertThat(again.status()).isEqualTo(200);
        soon().until(() ->
                db.sql("SELECT COUNT(*) FROM slack_inbound").query(Long.class).single() == 0);
        assertThat(timeline.of(World.LIVE, key, 0, 500))
                .filteredOn(line -> line.kind().equals("note"))
                .singleElement()
                .satisfies(line -> assertThat(line.note()).isEqualTo("the vendor has called"));
    }

    @Test
    void reportOpensAFormAndItsAnswerIsAnIncident() {
        SlackStandIn.Press typed = slack.command("/holdfast", "report", SOMEWHERE, MIA);
        assertThat(slack.call(typed, url(), Map.of()).status()).isEqualTo(200);
        soon().until(() -> slack.view(typed).isPresent());
        JsonNode view = slack.view(typed).orElseThrow();
        assertThat(view.path("callback_id").asText()).isEqualTo("report");

        SlackStandIn.Press filled = slack.submit(
                view, Map.of("journeys", List.of("sign-in"), "seen", List.of("Callers hear a busy tone")), MIA);
        assertThat(slack.call(filled, url(), Map.of()).status()).isEqualTo(200);
        soon().until(() -> incidents.open(World.LIVE).stream().anyMatch(Incident::goingOn));
        String key = incidents.open(World.LIVE).stream()
                .filter(Incident::goingOn)
                .findFirst()
                .orElseThrow()
                .key();
        assertThat(signals.of(key, 10)).anyMatch(line -> line.kind().equals("report"));
        soon().until(() -> slack.whispers().stream().anyMatch(w -> w.text().contains("Your report is " + key)));
        assertThat(slack.call(filled, url(), Map.of("X-Slack-Retry-Num", "1")).status())
                .isEqualTo(200);
        assertThat(incidents.open(World.LIVE).stream().filter(Incident::goingOn))
                .hasSize(1);
    }

    @Test
    void anIncidentGetsItsChannelAndEverybodyWhoLeadsItIsAskedIn() {
        String key = open();
        SlackRoom room = room(key);
        assertThat(room.topic()).contains(key).contains("nobody has command");
        assertThat(slack.posts("#" + room.name())).singleElement().satisfies(post -> {
            assertThat(post.text()).contains(key).contains("note:");
            assertThat(room.pinned()).containsExactly(post.ts());
        });
        assertThat(ask("ack", room.id(), DANA)).contains("You have command");
        soon().until(() ->
                room(key).members().contains(DANA) && room(key).topic().contains("command: Dana Ortiz"));
        soon().until(() -> slack.posts("#" + room.name()).get(0).text().contains("Command: Dana Ortiz"));
        assertThat(slack.posts("#" + room.name())).hasSize(1);
        assertThat(kinds(key)).contains("channel.opened");
    }

    @Test
    void aChannelThatIsGoneIsGoneWithoutAnythingForOperatorsToMend() {
        String key = open();
        SlackRoom room = room(key);
        slack.nextOf("conversations.invite", Fault.refuse("channel_not_found"));
        assertThat(ask("ack", room.id(), DANA)).contains("You have command");
        soon().until(() -> db.sql("SELECT state FROM slack_room WHERE incident_key = :key")
                .param("key", key)
                .query(String.class)
                .single()
                .equals("without"));
        assertThat(db.sql("SELECT COUNT(*) FROM slack_trouble WHERE code LIKE '%channel_not_found'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aChannelWhoseMakingWasNotHeardOfIsLookedForAndNotMadeTwice() {
        slack.nextOf("conversations.create", Fault.dropAfterAccept());
        String key = open();
        SlackRoom room = room(key);
        assertThat(room.name()).isEqualTo(key.toLowerCase(java.util.Locale.ROOT));
        assertThat(slack.rooms().keySet())
                .filteredOn(name -> name.startsWith(room.name()))
                .hasSize(1);
        assertThat(slack.called()).contains("conversations.list");
    }

    @Test
    void aNameThatIsTakenIsLeftAlone() {
        long next = incidents.list(World.LIVE, false, null, 1).stream()
                        .mapToLong(Incident::number)
                        .findFirst()
                        .orElse(0)
                + 1;
        slack.add("#inc-" + next);
        String key = open();
        assertThat(key).isEqualTo("INC-" + next);
        soon().until(() -> slack.rooms().containsKey("inc-" + next + "-2"));
    }

    @Test
    void withoutTheScopeItIsSaidOnceAndTheIncidentGoesOn() {
        slack.grant(Set.of("chat:write", "commands", "channels:read", "channels:history", "im:write"));
        String key = open();
        soon().until(() -> kinds(key).contains("channel.missing"));
        assertThat(ask("ack", SOMEWHERE, DANA)).contains("You have command of " + key);
        List<SlackCheck.Finding> found = check.check(DANA);
        assertThat(found)
                .filteredOn(f -> f.piece().equals("Scopes"))
                .singleElement()
                .satisfies(f -> assertThat(f.said()).contains("channels:manage").contains("pins:write"));
        assertThat(found)
                .filteredOn(f -> f.piece().equals("Incident channels"))
                .singleElement()
                .satisfies(f -> assertThat(f.said()).contains("missing_scope"));
        calm();
        String second = open();
        soon().until(() -> db.sql("SELECT COUNT(*) FROM slack_room WHERE incident_key = :key AND state = 'made'")
                        .param("key", second)
                        .query(Long.class)
                        .single()
                > 0);
        assertThat(db.sql("SELECT COUNT(*) FROM slack_trouble WHERE code LIKE 'make%'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aNoteInTheChannelIsOnTheTimelineAndFollowsItsEdits() {
        String key = open();
        SlackRoom room = room(key);
        SlackStandIn.Press chatter = slack.said(room.id(), DANA, "good morning");
        SlackStandIn.Press note = slack.said(room.id(), DANA, "note: 40 calls &amp; rising");
        for (SlackStandIn.Press press : List.of(chatter, note, note)) {
            assertThat(slack.call(press, url(), Map.of("X-Slack-Retry-Num", "1"))
                            .status())
                    .isEqualTo(200);
        }
        soon().until(() -> kinds(key).contains("note"));
        slack.call(slack.edited(note, "note: 45 calls &amp; rising"), url(), Map.of());
        soon().until(() -> kinds(key).contains("note.corrected"));
        slack.call(slack.deleted(note), url(), Map.of());
        soon().until(() -> kinds(key).contains("note.withdrawn"));
        assertThat(timeline.of(World.LIVE, key, 0, 500))
                .filteredOn(line -> line.kind().startsWith("note"))
                .extracting(line -> line.kind() + " " + line.note())
                .containsExactly("note 40 calls & rising", "note.corrected 45 calls & rising", "note.withdrawn null");
        slack.call(slack.said(room.id(), "U09NOBODY", "note: me too"), url(), Map.of());
        soon().until(() -> slack.whispers().stream()
                .anyMatch(w -> w.user().equals("U09NOBODY") && w.text().contains("administrator")));
    }

    @Test
    void whatSomebodyMarksWithAPinIsANoteOnceAndFollowsItsEdits() {
        String key = open();
        SlackRoom room = room(key);
        SlackStandIn.Press said = slack.said(room.id(), MIA, "40 calls &amp; rising");
        SlackStandIn.Press reply = slack.replied(room.id(), slack.ts(said), MIA, "the vendor has called");
        String ts = slack.ts(said);
        // The first read goes wrong, Slack repeats the event, and a second person marks the same post.
        slack.nextOf("conversations.history", Fault.status(500));
        SlackStandIn.Press pin = slack.reacted(room.id(), ts, "pushpin", DANA);
        for (SlackStandIn.Press press : List.of(
                slack.reacted(room.id(), ts, "eyes", DANA),
                pin,
                pin,
                slack.reacted(room.id(), ts, "pushpin", "U01OMAR00"),
                slack.reacted(room.id(), slack.ts(reply), "pushpin", DANA),
                slack.reacted(room.id(), "1700000000.000001", "pushpin", DANA))) {
            assertThat(slack.call(press, url(), Map.of("X-Slack-Retry-Num", "1"))
                            .status())
                    .isEqualTo(200);
        }
        soon().until(() ->
                kinds(key).stream().filter(kind -> kind.equals("note")).count() == 2);
        soon().until(() ->
                db.sql("SELECT COUNT(*) FROM slack_inbound").query(Long.class).single() == 0);
        assertThat(timeline.of(World.LIVE, key, 0, 500))
                .filteredOn(line -> line.kind().startsWith("note"))
                .extracting(line -> line.kind() + " " + line.note())
                .containsExactlyInAnyOrder("note 40 calls & rising", "note the vendor has called");
        assertThat(slack.whispers())
                .anyMatch(w -> w.user().equals(DANA) && w.text().contains("Kept on the timeline"));

        slack.call(slack.edited(said, "45 calls"), url(), Map.of());
        soon().until(() -> kinds(key).contains("note.corrected"));
        slack.call(slack.deleted(said), url(), Map.of());
        soon().until(() -> kinds(key).contains("note.withdrawn"));
        assertThat(timeline.of(World.LIVE, key, 0, 500))
                .filteredOn(line -> line.kind().startsWith("note."))
                .extracting(line -> line.kind() + " " + line.note())
                .containsExactly("note.corrected 45 calls", "note.withdrawn null");
    }

    @Test
    void whatChangedInGuidanceIsSaidInTheThreadOfItsPost() {
        String key = open();
        soon().until(() -> guidance(key).size() == 1);
        SlackStandIn.Post post = guidance(key).get(0);
        assertThat(post.text()).contains("*Who decides* Nobody yet");
        transaction.executeWithoutResult(tx -> {
            Incident incident = incidents.locked(key);
            incident.take("commander", "dana", null, new Actor.Self("test"));
            incident.wake("facts-changed", null);
            incidents.save(incident);
        });
        soon().until(() -> !slack.replies(post.ts()).isEmpty());
        assertThat(slack.replies(post.ts()))
                .singleElement()
                .satisfies(reply -> assertThat(reply.text())
                        .matches("(?s)_Changed at <!date\\^\\d+\\^\\{time}\\|\\d\\d:\\d\\d>:_\\n.*")
                        .contains("• *Who decides* now: Dana Ortiz – was: Nobody yet"));

        // Who has read it is no news.
        assertThat(press(post, "got-it", key + "/cards", MIA)).contains("noted that you have read it");
        soon().until(() -> guidance(key).get(0).text().contains("Read by 1 of 2"));
        soon().until(() ->
                db.sql("SELECT COUNT(*) FROM slack_change").query(Long.class).single() == 0);
        assertThat(slack.replies(post.ts())).hasSize(1);

        calm();
        soon().until(() -> slack.replies(post.ts()).size() == 2);
        assertThat(slack.replies(post.ts()).get(1).text())
                .contains(", as a whole:_")
                .contains("back to normal")
                .doesNotContain("Dana Ortiz");
    }

    private List<SlackStandIn.Post> guidance(String key) {
        return slack.posts("#floor-cards").stream()
                .filter(p -> p.key().startsWith(key + "/"))
                .toList();
    }

    @Test
    void guidanceIsReadSeenAndDeniedPerPersonAndMessageAndTheCountIsShown() {
        String key = open();
        soon().until(() ->
                slack.posts("#floor-cards").stream().anyMatch(p -> p.key().startsWith(key + "/")));
        SlackStandIn.Post post = slack.posts("#floor-cards").stream()
                .filter(p -> p.key().startsWith(key + "/"))
                .findFirst()
                .orElseThrow();
        String value = key + "/cards";
        assertThat(press(post, "got-it", value, MIA)).contains("noted that you have read it");
        assertThat(press(post, "got-it", value, MIA)).contains("told us already");
        assertThat(press(post, "not-here", value, MIA)).contains("makes nothing smaller");
        assertThat(press(post, "see-it-too", value, "U01ROSA00")).contains("on record");
        assertThat(signals.of(key, 10))
                .extracting(line -> line.kind() + " " + line.title())
                .contains("report Seen by an agent of Cards", "report Not seen by an agent of Cards");
        assertThat(kinds(key)).contains("guidance.read", "guidance.not-here", "guidance.seen-too");
        assertThat(readings.of("cards")).singleElement().satisfies(reading -> {
            assertThat(reading.read())
                    .extracting(r -> r.name() + " " + r.sees())
                    .containsExactly("Mia Berg not-here", "Rosa Marin seen");
            assertThat(reading.unread()).isEmpty();
        });
        soon().until(() -> slack.posts("#floor-cards").stream()
                .anyMatch(p -> p.ts().equals(post.ts()) && p.text().contains("Read by 2 of 2")));
    }

    private String press(SlackStandIn.Post post, String action, String value, String user) {
        SlackStandIn.Press press = slack.press(post.channel(), post.ts(), action, value, user);
        return slack.send(press, url(), 15).words().orElseThrow();
    }

    @Test
    void theAddressProvesItselfAndWhatIsForgedOldOrFromTheFutureIsRefused() {
        SlackStandIn.Press challenge = slack.challenge("3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P");
        Caller.Heard heard = slack.call(challenge, url(), Map.of());
        assertThat(heard.status()).isEqualTo(200);
        assertThat(heard.body()).contains("3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P");

        SlackStandIn.Press help = slack.command("/holdfast", "help", SOMEWHERE, DANA);
        long now = TIMES.real().getEpochSecond();
        assertThat(slack.call(help.at(now - 301, SECRET), url(), Map.of()).status())
                .isEqualTo(401);
        assertThat(slack.call(help.at(now + 310, SECRET), url(), Map.of()).status())
                .isEqualTo(401);
        assertThat(slack.call(help.at(now, "another secret"), url(), Map.of()).status())
                .isEqualTo(401);
        assertThat(slack.call(help.at(now + 200, SECRET), url(), Map.of()).status())
                .isEqualTo(200);
    }

    @Test
    void theCheckPostsWhatItFoundToWhoeverAsks() {
        ask("help", SOMEWHERE, DANA);
        List<SlackCheck.Finding> found = check.check(DANA);
        assertThat(found)
                .extracting(SlackCheck.Finding::piece)
                .contains("Token", "Scopes", "Channels", "What comes in");
        assertThat(found)
                .filteredOn(f -> Set.of("Token", "Scopes", "Message to you").contains(f.piece()))
                .allMatch(SlackCheck.Finding::good);
        assertThat(slack.posts(DANA)).anyMatch(p -> p.text().contains("Token: Slack knows us"));
        assertThat(check.check(null)).anyMatch(f -> f.said().contains("no Slack user id"));
    }

    @Test
    void aSlowSlackDoesNotKeepItsOwnCallWaiting() {
        slack.nextOf("views.open", Fault.slow(Duration.ofSeconds(2)));
        SlackStandIn.Press typed = slack.command("/holdfast", "report", SOMEWHERE, MIA);
        long began = System.nanoTime();
        assertThat(slack.call(typed, url(), Map.of()).status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(1500));
    }
}
