package io.holdfast.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.Holdfast;
import io.holdfast.audience.Subscriber;
import io.holdfast.audience.Subscribers;
import io.holdfast.catalog.Verdict;
import io.holdfast.detect.Reports;
import io.holdfast.engine.ClockMover;
import io.holdfast.evidence.Actor;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.incident.Scope;
import io.holdfast.security.Caller;
import io.holdfast.standin.TwilioStandIn;
import io.holdfast.tasks.Option;
import io.holdfast.tasks.Task;
import io.holdfast.tasks.Tasks;
import io.holdfast.time.SettableClock;
import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.transaction.support.TransactionTemplate;

/** The whole application and a Twilio that takes every text and delivers none, as the worst outage of a vendor looks from here. */
@SpringBootTest(
        classes = Holdfast.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"holdfast.demo.token-file=target/texts/demo-token", "server.address=127.0.0.1"})
@ActiveProfiles("demo")
@DirtiesContext
@NullUnmarked
abstract class TextsStopArrivingContract {
    private static final Times TIMES = new SettableClock(false);
    private static final String ACCOUNT = "AC0123456789abcdef0123456789abcdef";
    private static final int ALL = 30;
    private static final int WITH_MAIL = 20;
    private static final Caller DANA = new Caller("dana", false, Set.of("commander", "team:command"), Set.of());

    private static TwilioStandIn twilio;

    @Autowired
    Incidents incidents;

    @Autowired
    Reports reports;

    @Autowired
    Subscribers subscribers;

    @Autowired
    Outbox outbox;

    @Autowired
    InboundSms inbound;

    @Autowired
    Tasks tasks;

    @Autowired
    ClockMover clock;

    @Autowired
    Times times;

    @Autowired
    MailConfiguration.LocalMail mail;

    @Autowired
    JdbcClient db;

    @Autowired
    TransactionTemplate transaction;

    static void start(DynamicPropertyRegistry registry) {
        twilio = new TwilioStandIn(0, ACCOUNT, "the-auth-token", TIMES, null);
        registry.add("holdfast.twilio.account-sid", () -> ACCOUNT);
        registry.add("holdfast.twilio.auth-token", () -> "the-auth-token");
        registry.add("holdfast.twilio.from", () -> "+15005550006");
        registry.add("holdfast.twilio.api-url", () -> twilio.origin());
        registry.add("holdfast.twilio.messages-per-second", () -> 100);
        registry.add("holdfast.mail.messages-per-second", () -> 100);
    }

    @AfterAll
    static void stop() {
        twilio.close();
    }

    private static ConditionFactory soon() {
        // A list of tasks may be read in the moment in which its process moves on.
        return await().atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions();
    }

    private void people() {
        for (Subscriber s : subscribers.list(World.LIVE, null, 10_000)) {
            subscribers.delete(World.LIVE, s.id());
        }
        List<Subscriber> all = new ArrayList<>();
        for (int i = 0; i < ALL; i++) {
            List<Subscriber.Consent> consents = new ArrayList<>(List.of(new Subscriber.Consent("sms", times.real())));
            if (i < WITH_MAIL) {
                consents.add(new Subscriber.Consent("email", times.real()));
            }
            all.add(new Subscriber(
                    "",
                    "+346000000%02d".formatted(i),
                    "c%02d@x.example".formatted(i),
                    "en",
                    List.of(),
                    null,
                    null,
                    consents));
        }
        subscribers.save(World.LIVE, all);
    }

    private String incident() {
        String key = reports.report(new Reports.Report(
                "Nobody can sign in",
                List.of("sign-in"),
                null,
                new Scope(List.of(), List.of(), List.of()),
                "a test",
                "critical",
                new Actor.Self("test")));
        transaction.executeWithoutResult(tx -> {
            Incident incident = incidents.locked(key);
            if (incident.confirmedAt().isEmpty()) {
                incident.confirm(new Actor.Self("test"), "a test");
                incidents.save(incident);
            }
        });
        // The companions run: words to customers are asked for.
        soon().until(() -> task(key, "approveUpdate").isPresent());
        return key;
    }

    private Optional<Task> task(String incident, String key) {
        return tasks.open(incident).stream().filter(t -> t.key().equals(key)).findFirst();
    }

    private Optional<Task> card(String incident) {
        return task(incident, "tellByNextChannel");
    }

    private long tell(String key, String words) {
        return Objects.requireNonNull(transaction.execute(tx -> outbox.put(new NewMessage(
                World.LIVE,
                key,
                "customer",
                NewMessage.Kind.UPDATE,
                1,
                new Audience.Subscribers(List.of("sign-in"), List.of(), null),
                List.of(
                        new NewMessage.Text(Channel.SMS, "en", words),
                        new NewMessage.Text(Channel.EMAIL, "en", "Northbank\n" + words)),
                false,
                false,
                null,
                null,
                false,
                "a test",
                1,
                1))));
    }

    private long in(long message, Channel channel, String state) {
        return db.sql("SELECT COUNT(*) FROM delivery WHERE message_id = :id AND channel = :channel AND state = :state")
                .param("id", message)
                .param("channel", channel.id())
                .param("state", state)
                .query(Long.class)
                .single();
    }

    private List<Long> rows(long message, String state) {
        return db.sql("""
                SELECT id FROM delivery WHERE message_id = :id AND channel = 'sms' AND state = :state ORDER BY address
                """)
                .param("id", message)
                .param("state", state)
                .query(Long.class)
                .list();
    }

    private void arrives(List<Long> deliveries) {
        deliveries.forEach(id -> inbound.receipt(id, 1, null, "delivered", null));
    }

    /** Time passes in steps, so that the health is measured and its windows complete. */
    private void pass(int minutes) {
        for (int i = 0; i < minutes; i++) {
            clock.advance(Duration.ofMinutes(1));
            long before = measured();
            try {
                await().atMost(Duration.ofSeconds(3)).until(() -> measured() > before);
            } catch (org.awaitility.core.ConditionTimeoutException e) {
                // Nothing was old enough to be measured.
                continue;
            }
        }
    }

    private long measured() {
        return db.sql("SELECT COALESCE(SUM(samples), 0) FROM indicator WHERE metric = 'sms_delivered_share'")
                .query(Long.class)
                .single();
    }

    private List<String> titles() {
        return incidents.open(World.LIVE).stream()
                .filter(Incident::goingOn)
                .map(Incident::title)
                .toList();
    }

    @Test
    void textsThatAreTakenAndNeverArriveAreAnIncidentAndTheRestIsToldAnotherWayOnceItIsApproved() {
        people();
        String key = incident();
        long message = tell(key, "We know of it.");
        soon().until(() -> in(message, Channel.SMS, "sent") == ALL);
        arrives(rows(message, "sent").subList(0, 6));
        // Four wait for their next try: the last two with a mail address, and two without.
        List<Long> waiting = new ArrayList<>(rows(message, "sent").subList(12, 16));
        db.sql("UPDATE delivery SET state = 'waiting', not_before = :later, vendor_id = NULL WHERE id IN (:ids)")
                .param("later", SqlTime.of(times.in(World.LIVE).plus(Duration.ofHours(3))))
                .param("ids", waiting)
                .update();
        assertThat(card(key)).isEmpty();

        pass(7);

        // The outage of the texts is an incident of its own, and no text is proposed about it.
        soon().until(() -> titles().contains("Texts to customers may not arrive"));
        assertThat(incidents.find(key).orElseThrow().alerted()).doesNotContain("sms-gateway");
        String own = incidents.open(World.LIVE).stream()
                .filter(i -> i.title().equals("Texts to customers may not arrive"))
                .findFirst()
                .orElseThrow()
                .key();
        assertThat(own).isNotEqualTo(key);

        soon().until(() -> card(key).isPresent());
        Task card = card(key).orElseThrow();
        assertThat(card.about())
                .containsPattern("^Texts stopped at \\d\\d:\\d\\d")
                .contains("6 know, 24 do not, 0 unclear.")
                .contains("By e-mail 14 of the 24 can be reached.");
        assertThat(card.fields().get(0).options()).extracting(Option::id).containsExactly("do-it", "wait");
        assertThat(card.fields().get(0).options().get(1).label()).matches("Wait until \\d\\d:\\d\\d.*");
        assertThat(card(own)).isEmpty();
        assertThat(mail.server().taken()).isEmpty();

        // Not yet: asked again.
        tasks.complete(card.id(), Map.of("verdict", "wait"), DANA);
        assertThat(card(key)).isEmpty();
        pass(3);
        assertThat(card(key)).isEmpty();
        clock.advance(Duration.ofMinutes(14));
        soon().until(() -> card(key).isPresent());
        assertThat(card(key).orElseThrow().id()).isNotEqualTo(card.id());

        tasks.complete(card(key).orElseThrow().id(), Map.of("verdict", "do-it"), DANA);
        soon().until(() -> in(message, Channel.EMAIL, "sent") == 14);
        soon().until(() ->
                db.sql("SELECT COUNT(*) FROM other_way").query(Long.class).single() == 0);
        assertThat(mail.server().taken()).hasSize(14);
        assertThat(in(message, Channel.SMS, "superseded")).isEqualTo(2);
        assertThat(in(message, Channel.SMS, "waiting")).isEqualTo(2);
        assertThat(db.sql("SELECT COUNT(*) FROM message WHERE held_channel IS NOT NULL")
                        .query(Long.class)
                        .single())
                .isZero();
        clock.advance(Duration.ofHours(4));
        soon().until(() -> in(message, Channel.SMS, "waiting") + in(message, Channel.SMS, "sending") == 0);
        assertThat(twilio.taken()).hasSize(ALL + 2);
        assertThat(card(key)).isEmpty();
        assertThat(task(own, "approveUpdate")).isEmpty();

        // The next words meet the same outage, and then it ends: what waited goes on by itself.
        long second = tell(key, "It goes on.");
        soon().until(() -> in(second, Channel.SMS, "sent") == ALL);
        // Our door is open: the vendor says that it has them, and no more.
        rows(second, "sent").forEach(id -> inbound.receipt(id, 1, null, "sent", null));
        pass(4);
        soon().until(() -> card(key).isPresent());
        assertThat(card(key).orElseThrow().about())
                .contains("0 know, 30 do not")
                .contains("20 of the 30");
        arrives(rows(second, "sent"));
        pass(4);
        soon().until(() -> card(key).isEmpty());
        assertThat(mail.server().taken()).hasSize(14);

        // What arrives at once shows that it is over; what came late before is not looked at any more.
        long third = tell(key, "It is better.");
        soon().until(() -> in(third, Channel.SMS, "sent") == ALL);
        arrives(rows(third, "sent"));
        clock.advance(Duration.ofMinutes(10));
        pass(3);
        soon().until(() -> incidents.find(own).orElseThrow().signals() == Verdict.GOOD);
        assertThat(card(key)).isEmpty();
    }

    private List<String> danaInSlack() {
        return db.sql("""
                SELECT t.body FROM message m JOIN delivery d ON d.message_id = m.id
                  JOIN message_text t ON t.message_id = m.id AND t.channel = d.channel
                 WHERE m.topic LIKE 'house/address/%' AND d.recipient = 'person:dana' AND d.channel = 'slack'
                   AND d.state = 'sent' ORDER BY m.id
                """).query(String.class).list();
    }

    private long page(String stream, String number) {
        return Objects.requireNonNull(transaction.execute(tx -> outbox.put(new NewMessage(
                World.LIVE,
                null,
                stream,
                NewMessage.Kind.PAGE,
                1,
                new Audience.Addresses(List.of(new Audience.Address("person:dana", Channel.SMS, number, "en"))),
                List.of(new NewMessage.Text(Channel.SMS, "en", "You are needed.")),
                false,
                false,
                null,
                null,
                true,
                "a test",
                1,
                0))));
    }

    @Test
    void whoseNumberFailsIsToldByHisNextChannelOnceUntilSomethingArrivesThereAgain() {
        String number = "+34600990042";
        twilio.refuse(number, "21211");
        long first = page("test/1", number);
        soon().until(() -> danaInSlack().size() == 1);
        assertThat(danaInSlack().get(0))
                .contains("Texts to your mobile ending in 42 no longer arrive")
                .contains("the address is not known")
                .contains("/account");
        long second = page("test/2", number);
        soon().until(() -> in(second, Channel.SMS, "failed") == 1);
        // It was delivered after all: the mark is gone, and the next one is a new one.
        db.sql("UPDATE delivery SET state = 'sent', started_at = NULL WHERE message_id = :id")
                .param("id", first)
                .update();
        inbound.receipt(
                db.sql("SELECT id FROM delivery WHERE message_id = :id")
                        .param("id", first)
                        .query(Long.class)
                        .single(),
                1,
                null,
                "delivered",
                null);
        assertThat(db.sql("SELECT COUNT(*) FROM failing_address")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(danaInSlack()).hasSize(1);
        page("test/3", number);
        soon().until(() -> danaInSlack().size() == 2);
    }
}
