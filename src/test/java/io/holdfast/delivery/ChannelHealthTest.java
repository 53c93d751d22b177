package io.holdfast.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.catalog.Verdict;
import io.holdfast.evidence.Actor;
import io.holdfast.time.SettableClock;
import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What arrives of what the vendor took, and who is told another way where too little does; also of a hundred thousand. */
@NullUnmarked
class ChannelHealthTest {
    private static final DeliverySettings SETTINGS =
            OutboxRig.settings(Duration.ofSeconds(1), DeliverySettings.Unclear.REPEAT);
    private static final String TOPIC = "INC-7/customer";

    private final Times times = new SettableClock(false);
    private HikariDataSource database;
    private JdbcClient db;
    private NamedParameterJdbcTemplate batch;
    private TransactionTemplate transaction;
    private OtherWays ways;
    private OpeningOtherWays opening;
    private ReceiptsHeard receipts;
    private SmsRoutes routes;

    private void on(OutboxRig.On where) {
        database = where.open();
        db = JdbcClient.create(database);
        batch = new NamedParameterJdbcTemplate(database);
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        UntoldRows untold = new UntoldRows(db, new EvenOnesHaveMail(), times, SETTINGS);
        ways = new OtherWays(db, untold, times, entry -> {}, event -> {});
        receipts = new ReceiptsHeard(db, times);
        receipts.heard();
        routes = new SmsRoutes(
                new Vendors(null, null, new SmsFroms(List.of(SmsFrom.of("+15005550006", Set.of(), 50)))),
                new SenderMarks(db, new Pace(db)));
        opening = new OpeningOtherWays(db, batch, untold, ways, times, transaction, event -> {});
    }

    @AfterEach
    void end() {
        database.close();
    }

    private Instant ago(int minutes) {
        return times.in(World.LIVE).minus(Duration.ofMinutes(minutes));
    }

    private long message() {
        OutboxRows outbox = new OutboxRows(db, times, entry -> {}, event -> {}, SETTINGS, OutboxRig.ADDRESSEES);
        NewMessage text = OutboxRig.message(
                "customer", new Audience.Subscribers(List.of("sign-in"), List.of(), null), Channel.SMS, "hello", false);
        List<NewMessage.Text> texts = new ArrayList<>(text.texts());
        texts.add(new NewMessage.Text(Channel.EMAIL, "en", "Subject\nhello"));
        long id = transaction.execute(tx -> outbox.put(new NewMessage(
                text.world(),
                text.incident(),
                text.stream(),
                text.kind(),
                1,
                text.audience(),
                texts,
                false,
                false,
                null,
                null,
                false,
                "a test",
                1,
                1)));
        db.sql("DELETE FROM message_expansion").update();
        return id;
    }

    /** So many rows that the vendor took then; recipients are numbered from {@code first} on. */
    private void rows(long message, String state, int first, int count, Instant taken, Duration trip) {
        String sql = """
                INSERT INTO delivery (message_id, recipient, channel, address, address_hash, locale, state, not_before, attempt,
                       tries, asked, vendor_id, changed_at)
                SELECT :message, 'subscriber:' || LPAD(CAST(n.x AS VARCHAR(10)), 7, '0'), 'sms',
                       '+34' || CAST(n.x AS VARCHAR(10)), 'h' || CAST(n.x AS VARCHAR(10)), 'en', :state, :taken, 1, 1, 0,
                       'SM' || CAST(n.x AS VARCHAR(10)), :changed
                  FROM %s
                """;
        boolean h2 = database.getJdbcUrl().contains(":h2:");
        String numbers = h2 ? "SYSTEM_RANGE(:from, :to) n" : "generate_series(:from, :to) AS n(x)";
        db.sql(sql.formatted(numbers))
                .param("message", message)
                .param("state", state)
                .param("from", first)
                .param("to", first + count - 1)
                .param("taken", SqlTime.of(taken))
                .param("changed", SqlTime.of(taken.plus(trip)))
                .update();
    }

    private ChannelWatch.Measured measure(@Nullable Verdict judged, Instant since) {
        ChannelHealth health = new ChannelHealth(
                db,
                times,
                SETTINGS,
                receipts,
                routes,
                new DefaultListableBeanFactory().getBeanProvider(ChannelWatch.class));
        return health.measure(
                times.in(World.LIVE),
                judged == null ? Optional.empty() : Optional.of(new ChannelWatch.Judgement(judged, since)));
    }

    @ParameterizedTest(name = "on {0}")
    @EnumSource(OutboxRig.On.class)
    void onlyWhatHadItsTimeCountsAndWhatTheVendorNeverHadDoesNot(OutboxRig.On where) {
        on(where);
        long message = message();
        rows(message, "delivered", 0, 12, ago(5), Duration.ofSeconds(8));
        rows(message, "sent", 100, 24, ago(6), Duration.ZERO);
        rows(message, "failed", 200, 4, ago(7), Duration.ofSeconds(30));
        rows(message, "failed", 300, 50, ago(7), Duration.ofSeconds(30));
        db.sql("UPDATE delivery SET vendor_id = NULL WHERE state = 'failed' AND recipient >= 'subscriber:0000300'")
                .update();
        rows(message, "sent", 400, 90, ago(1), Duration.ZERO);
        rows(message, "delivered", 500, 90, ago(20), Duration.ofSeconds(2));
        ChannelWatch.Measured health = measure(null, ago(0));
        assertThat(health.taken()).isEqualTo(40);
        assertThat(health.share()).isEqualTo(0.3);
        assertThat(health.roundTrip()).isBetween(Duration.ofMillis(7_990), Duration.ofMillis(8_010));
    }

    @ParameterizedTest(name = "on {0}")
    @EnumSource(OutboxRig.On.class)
    void whereItFailsAndNothingIsSentAnyMoreWhatWasSentThenIsLookedAtAgain(OutboxRig.On where) {
        on(where);
        long message = message();
        rows(message, "delivered", 0, 30, ago(80), Duration.ofMinutes(70));
        rows(message, "sent", 100, 2, ago(5), Duration.ZERO);
        assertThat(measure(Verdict.GOOD, ago(75)).taken()).isEqualTo(2);
        assertThat(measure(Verdict.BAD, ago(75)).taken()).isEqualTo(32);
        assertThat(measure(Verdict.BAD, ago(75)).share()).isGreaterThan(0.9);
    }

    // A long proof: -Dproof.many=100000 runs it.
    @EnabledIfSystemProperty(named = "proof.many", matches = "[0-9]+")
    @ParameterizedTest(name = "on {0}")
    @EnumSource(OutboxRig.On.class)
    void aHundredThousandAreMeasuredCountedAndToldAnotherWayOnceEach(OutboxRig.On where) {
        on(where);
        long message = message();
        rows(message, "delivered", 0, 40_000, ago(30), Duration.ofSeconds(3));
        rows(message, "delivered", 40_000, 4_000, ago(10), Duration.ofSeconds(3));
        rows(message, "sent", 50_000, 16_000, ago(9), Duration.ZERO);
        rows(message, "sent", 70_000, 1_000, ago(1), Duration.ZERO);
        rows(message, "waiting", 80_000, 36_000, ago(30), Duration.ZERO);
        rows(message, "doubtful", 120_000, 3_000, ago(9), Duration.ZERO);
        measure(null, ago(0));

        long begun = System.nanoTime();
        assertThat(measure(null, ago(0)).share()).isEqualTo(0.2);
        Duration measuring = Duration.ofNanos(System.nanoTime() - begun);
        begun = System.nanoTime();
        OtherWay.Reach reach = ways.reach(World.LIVE, TOPIC, Channel.SMS).orElseThrow();
        Duration counting = Duration.ofNanos(System.nanoTime() - begun);
        assertThat(reach.knows()).isEqualTo(44_000);
        assertThat(reach.untold()).isEqualTo(55_000);
        assertThat(reach.unclear()).isEqualTo(1_000);
        assertThat(reach.elsewhere()).isEqualTo(Map.of(Channel.EMAIL, 27_500L));
        assertThat(Duration.between(reach.stoppedAt(), ago(10)).abs()).isLessThan(Duration.ofMinutes(1));

        assertThat((boolean)
                        transaction.execute(tx -> ways.take(message, Channel.SMS, new Actor.Self("test"), "a test")))
                .isTrue();
        assertThat((boolean)
                        transaction.execute(tx -> ways.take(message, Channel.SMS, new Actor.Self("test"), "again")))
                .isFalse();
        assertThat(held()).isEqualTo(1);
        begun = System.nanoTime();
        while (opening.work()) {
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMinutes(2));
        }
        assertThat(held()).isZero();
        assertThat(count("channel = 'email' AND state = 'waiting'")).isEqualTo(27_500);
        assertThat(count("channel = 'sms' AND state = 'waiting'")).isEqualTo(18_000);
        assertThat(count("channel = 'sms' AND state = 'superseded'")).isEqualTo(18_000);
        // They are under way now, so nobody is counted or taken a second time.
        assertThat(ways.reach(World.LIVE, TOPIC, Channel.SMS).orElseThrow().elsewhere())
                .isEmpty();
        assertThat(measuring).isLessThan(Duration.ofSeconds(3));
        assertThat(counting).isLessThan(Duration.ofSeconds(20));
    }

    private long held() {
        return db.sql("SELECT COUNT(*) FROM message WHERE held_channel = 'sms'")
                .query(Long.class)
                .single();
    }

    private long count(String where) {
        return db.sql("SELECT COUNT(*) FROM delivery WHERE " + where)
                .query(Long.class)
                .single();
    }

    /** Everybody agreed to texts, and each second one to mails. */
    private static final class EvenOnesHaveMail implements Recipients {
        @Override
        public List<Member> next(World world, Audience.Subscribers audience, @Nullable String after, int limit) {
            return List.of();
        }

        @Override
        public List<Member> channels(World world, String recipient) {
            int number = Integer.parseInt(recipient.substring(recipient.indexOf(':') + 1));
            Member text = new Member(recipient, Channel.SMS, "+34" + number, "en");
            return number % 2 == 1
                    ? List.of(text)
                    : List.of(text, new Member(recipient, Channel.EMAIL, "c" + number + "@x.example", "en"));
        }

        @Override
        public void consent(Channel channel, String address, boolean agreed, String because) {
            // nobody is kept here
        }
    }
}
