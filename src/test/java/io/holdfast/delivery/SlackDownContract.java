package io.holdfast.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.Holdfast;
import io.holdfast.detect.Reports;
import io.holdfast.engine.ClockMover;
import io.holdfast.evidence.Actor;
import io.holdfast.guidance.Guidance;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.incident.Scope;
import io.holdfast.security.Caller;
import io.holdfast.standin.Fault;
import io.holdfast.standin.SlackStandIn;
import io.holdfast.standin.TwilioStandIn;
import io.holdfast.tasks.Tasks;
import io.holdfast.time.SettableClock;
import io.holdfast.time.Times;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.transaction.support.TransactionTemplate;

/** The whole application while Slack answers 500 to everything for ten minutes, and after it. */
@SpringBootTest(
        classes = Holdfast.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "holdfast.demo.token-file=target/slack-down/demo-token",
            "server.address=127.0.0.1",
            "holdfast.delivery.page-patience=10s",
            "holdfast.delivery.read-timeout=3s",
            "holdfast.delivery.grace=1s"
        })
@ActiveProfiles("demo")
@DirtiesContext
abstract class SlackDownContract {
    private static final Times TIMES = new SettableClock(false);
    private static final int MINUTES = 10;
    private static final String CARDS = "cards";
    /** Those that the playbook names: there before the outage. */
    private static final List<String> CHANNELS = List.of(
            "#floor-cards",
            "#floor-accounts",
            "#floor-payments",
            "#floor-cards-es",
            "#incidents",
            "#team-bots",
            "#team-crm",
            "#team-identity",
            "#team-payments",
            "#team-platform",
            "#team-voice");

    private static final Caller DANA = new Caller("dana", false, Set.of("commander", "team:command"), Set.of());

    private static SlackStandIn slack = standIn();

    @Autowired
    Incidents incidents;

    @Autowired
    Reports reports;

    @Autowired
    Guidance guidance;

    @Autowired
    Tasks tasks;

    @Autowired
    ClockMover clock;

    @Autowired
    VendorsConfiguration.Local local;

    @Autowired
    JdbcClient db;

    @Autowired
    TransactionTemplate transaction;

    private static SlackStandIn standIn() {
        return new SlackStandIn(0, "xoxb-test", "slack-secret", true, TIMES);
    }

    static void start(DynamicPropertyRegistry registry) {
        slack = standIn();
        registry.add("holdfast.slack.api-url", () -> slack.apiUrl());
        registry.add("holdfast.slack.bot-token", () -> "xoxb-test");
        registry.add("holdfast.slack.signing-secret", () -> "slack-secret");
    }

    @AfterAll
    static void stop() {
        slack.close();
    }

    private static ConditionFactory soon() {
        // A vendor that could not be asked is asked again after half a minute at the latest.
        return await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(100));
    }

    private String open() {
        String key = reports.report(new Reports.Report(
                "Cards are declined",
                List.of("sign-in"),
                null,
                new Scope(List.of(), List.of(), List.of()),
                "a test",
                "critical",
                new Actor.Self("test")));
        changed(key, incident -> {
            if (incident.confirmedAt().isEmpty()) {
                incident.confirm(new Actor.Self("test"), "a test");
            }
        });
        return key;
    }

    // A busy machine may keep the first lock of a fresh application for long.
    private void changed(String key, Consumer<Incident> change) {
        soon().ignoreExceptions()
                .until(() -> Boolean.TRUE.equals(transaction.execute(tx -> {
                    Incident incident = incidents.locked(key);
                    change.accept(incident);
                    incidents.save(incident);
                    return true;
                })));
    }

    private Optional<String> decides(String key) {
        return guidance.board(CARDS).blocks().stream()
                .filter(b -> b.incident().equals(key))
                .map(Guidance.Block::decides)
                .findFirst();
    }

    /** The command changes hands, and the floor's board shows it. */
    private void command(String key, String username, String name) {
        changed(key, incident -> {
            incident.take("commander", username, null, new Actor.Self("test"));
            incident.wake("facts-changed", null);
        });
        soon().until(() -> decides(key).equals(Optional.of(name)));
    }

    private List<SlackStandIn.Post> posts(String key, String streams) {
        return slack.posts().stream()
                .filter(p -> p.key().matches(key + "/(" + streams + ")/.*"))
                .toList();
    }

    private List<SlackStandIn.Post> cards(String key) {
        return posts(key, "guidance").stream()
                .filter(p -> p.key().startsWith(key + "/guidance/" + CARDS + "#"))
                .toList();
    }

    /** What was told in this channel, by address, as the outbox has it. */
    private List<String> told(Channel channel) {
        return db.sql("""
                SELECT d.address FROM delivery d WHERE d.channel = :channel AND d.state IN ('sent', 'delivered')
                 ORDER BY d.address
                """).param("channel", channel.id()).query(String.class).list();
    }

    private List<String> underWay(String key) {
        return db.sql("""
                SELECT m.topic, d.address, d.state, d.code, d.asked FROM delivery d JOIN message m ON m.id = d.message_id
                 WHERE m.incident_key = :key AND d.state IN ('waiting', 'held', 'sending', 'unknown')
                """)
                .param("key", key)
                .query((row, i) -> row.getString("topic") + " to " + row.getString("address") + " is "
                        + row.getString("state") + ", " + row.getString("code") + ", asked " + row.getInt("asked"))
                .list();
    }

    @Test
    void theFloorReadsOnAndPagesArriveByTextOnceAndThenSlackShowsOnlyWhatHoldsNow() {
        TwilioStandIn phones = Objects.requireNonNull(local.twilio());
        CHANNELS.forEach(slack::add);
        slack.outage(Fault.status(500));
        String key = open();
        soon().until(() -> decides(key).isPresent());
        soon().until(() -> phones.taken().stream().anyMatch(sms -> sms.to().equals("+447700900101")));

        for (int minute = 1; minute <= MINUTES; minute++) {
            clock.advance(Duration.ofMinutes(1));
            if (minute == 3) {
                soon().until(() ->
                        tasks.open(key).stream().anyMatch(t -> t.key().equals("takeCommand")));
                String task = tasks.open(key).stream()
                        .filter(t -> t.key().equals("takeCommand"))
                        .findFirst()
                        .orElseThrow()
                        .id();
                tasks.complete(task, Map.of("verdict", "take"), DANA);
                command(key, "dana", "Dana Ortiz");
            } else if (minute == 6) {
                command(key, "kai", "Kai Lindqvist");
            } else if (minute == 9) {
                command(key, "dana", "Dana Ortiz");
            }
            assertThat(decides(key)).as("on the board in minute " + minute).isPresent();
        }
        assertThat(slack.posts()).isEmpty();

        slack.outage(null);
        soon().until(() -> cards(key).size() == 1);
        soon().untilAsserted(() -> assertThat(underWay(key)).isEmpty());
        assertThat(posts(key, "guidance|page"))
                .extracting(p -> p.channel() + " " + p.key().replaceAll("#.*", ""))
                .doesNotHaveDuplicates();
        assertThat(posts(key, "guidance|page")).allMatch(p -> p.edits() == 0);
        assertThat(posts(key, "guidance|page"))
                .allMatch(p -> slack.replies(p.ts()).isEmpty());
        assertThat(cards(key).get(0).text()).contains("*Who decides* Dana Ortiz");

        // Whom a text reached it reached once, and nobody was called or written to beside it.
        assertThat(phones.taken().stream().map(TwilioStandIn.Sms::to).sorted().toList())
                .isEqualTo(told(Channel.SMS));
        assertThat(phones.requests()).isEqualTo(phones.taken().size());
        assertThat(told(Channel.VOICE)).isEmpty();
        assertThat(told(Channel.EMAIL)).isEmpty();

        whatStandsIsEditedOnceAndItsThreadTellsTheDifference(key);
    }

    private void whatStandsIsEditedOnceAndItsThreadTellsTheDifference(String key) {
        slack.outage(Fault.status(500));
        command(key, "kai", "Kai Lindqvist");
        clock.advance(Duration.ofMinutes(5));
        command(key, "rosa", "Rosa Marin");
        clock.advance(Duration.ofMinutes(5));
        command(key, "omar", "Omar Haddad");
        assertThat(cards(key).get(0).text()).contains("Dana Ortiz");

        slack.outage(null);
        soon().until(() -> cards(key).get(0).text().contains("*Who decides* Omar Haddad"));
        soon().until(() -> !slack.replies(cards(key).get(0).ts()).isEmpty());
        assertThat(cards(key)).singleElement().returns(1, SlackStandIn.Post::edits);
        assertThat(slack.replies(cards(key).get(0).ts()))
                .singleElement()
                .satisfies(reply -> assertThat(reply.text())
                        .contains("*Who decides* now: Omar Haddad – was: Dana Ortiz")
                        .doesNotContain("Kai")
                        .doesNotContain("Rosa"));
    }
}
