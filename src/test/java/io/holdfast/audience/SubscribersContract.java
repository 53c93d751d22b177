package io.holdfast.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.delivery.Audience;
import io.holdfast.delivery.Channel;
import io.holdfast.delivery.Recipients;
import io.holdfast.playbook.SampleVersion;
import io.holdfast.time.Ids;
import io.holdfast.time.SettableClock;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Who is told: only who agreed, whom it touches, and who did not take it back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SubscribersContract {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Audience.Subscribers SIGN_IN =
            new Audience.Subscribers(List.of("sign-in"), List.of("eu-west"), null);

    private HikariDataSource database;
    private SubscriberRows rows;
    private SubscriberReading reading;
    private TransactionTemplate transaction;

    abstract HikariDataSource database();

    @BeforeAll
    void start() {
        database = database();
        SettableClock clock = new SettableClock(false);
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        rows = new SubscriberRows(
                JdbcClient.create(database),
                new NamedParameterJdbcTemplate(database),
                new Counting(),
                clock,
                transaction);
        reading = new SubscriberReading(new SampleVersion(JdbcClient.create(database)), clock);
    }

    @BeforeEach
    void empty() {
        JdbcClient db = JdbcClient.create(database);
        db.sql("DELETE FROM subscriber").update();
        db.sql("DELETE FROM subscriber_stop").update();
    }

    @AfterAll
    void stop() {
        database.close();
    }

    private static final class Counting implements Ids {
        private final AtomicLong next = new AtomicLong();

        @Override
        public String id() {
            return String.format("%026d", next.incrementAndGet());
        }

        @Override
        public String secret() {
            throw new UnsupportedOperationException();
        }

        @Override
        public long below(long bound) {
            return 0;
        }
    }

    private Subscriber read(String json) {
        try {
            return reading.read(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Subscriber one(String phone, String region, String... journeys) {
        return new Subscriber("", phone, null, "en", List.of(journeys), region, null, agreed());
    }

    private static List<Subscriber.Consent> agreed() {
        return List.of(new Subscriber.Consent("sms", Instant.parse("2026-01-31T09:00:00Z")));
    }

    private List<String> told(Audience.Subscribers audience) {
        return rows.next(World.LIVE, audience, null, 100).stream()
                .map(Recipients.Member::address)
                .sorted()
                .toList();
    }

    @Test
    void aRowIsReadAsTheContractHasIt() {
        Subscriber s = read("""
                {"phone":"+44 20 7946 0018","email":"ana@example.org","locale":"es","journeys":["sign-in"],"region":"eu-west",
                 "timezone":"Europe/Madrid","consents":[{"channel":"sms","at":"2026-01-31T09:00:00Z"}]}""");
        assertThat(s.phone()).isEqualTo("+442079460018");
        assertThat(s.locale()).isEqualTo("es");
        assertThat(read("{\"phone\":\"+442079460018\",\"consentedAt\":\"2026-01-31T09:00:00Z\"}")
                        .consents())
                .isEqualTo(agreed());
    }

    @Test
    void aBadRowSaysWhichFieldAndWhatWouldBeRight() {
        String[][] bad = {
            {"[]", "JSON object"},
            {"{}", "'phone' or an 'email'"},
            {"{\"phone\":\"020 7946\"}", "'phone' is a number in E.164"},
            {"{\"phone\":\"+1\"}", "'phone' is a number in E.164"},
            {"{\"phone\":12345}", "'phone' is a text"},
            {"{\"email\":\"nobody\"}", "'email'"},
            {"{\"email\":\"a@b\",\"locale\":\"xx\"}", "'locale' is one of en, es"},
            {"{\"email\":\"a@b\",\"journeys\":[\"no-such\"]}", "no-such"},
            {"{\"email\":\"a@b\",\"timezone\":\"Mars\"}", "'timezone'"},
            {"{\"email\":\"a@b\",\"consents\":[{\"channel\":\"fax\",\"at\":\"2026-01-31T09:00:00Z\"}]}", "'channel'"},
            {"{\"email\":\"a@b\",\"consents\":[{\"channel\":\"sms\",\"at\":\"yesterday\"}]}", "consents.at"},
            {"{\"email\":\"a@b\",\"consentedAt\":\"2999-01-01T00:00:00Z\"}", "future"},
            {"{\"email\":\"a@b\",\"telephone\":\"1\"}", "'telephone'"},
        };
        for (String[] row : bad) {
            assertThatThrownBy(() -> read(row[0]))
                    .as(row[0])
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(row[1]);
        }
    }

    @Test
    void whoIsKnownByHisNumberIsUpdatedAndStaysOne() {
        assertThat(rows.save(World.LIVE, List.of(one("+442079460018", "eu-west", "sign-in"))))
                .isEqualTo(1);
        assertThat(rows.save(World.LIVE, List.of(one("+442079460018", "us-east"), one("+442079460019", "eu-west"))))
                .isEqualTo(1);

        assertThat(rows.count(World.LIVE)).isEqualTo(2);
        assertThat(told(SIGN_IN)).containsExactly("+442079460019");
        assertThat(told(new Audience.Subscribers(List.of("sign-in"), List.of("us-east"), null)))
                .containsExactly("+442079460018");
    }

    @Test
    void onlyWhoAgreedAndIsTouchedIsTold() {
        rows.save(
                World.LIVE,
                List.of(
                        one("+442079460001", "eu-west", "sign-in"),
                        one("+442079460002", "eu-west"),
                        one("+442079460003", "eu-west", "reach-team"),
                        one("+442079460004", "us-east", "sign-in"),
                        new Subscriber("", "+442079460005", null, "en", List.of(), null, null, agreed()),
                        new Subscriber("", "+442079460006", null, "en", List.of(), "eu-west", null, List.of()),
                        new Subscriber("", null, "a@example.org", "en", List.of(), "eu-west", null, agreed())));

        assertThat(told(SIGN_IN)).containsExactly("+442079460001", "+442079460002");
        assertThat(told(new Audience.Subscribers(List.of("sign-in"), List.of(), null)))
                .containsExactly("+442079460001", "+442079460002", "+442079460004", "+442079460005");
        assertThat(rows.countries(World.LIVE, SIGN_IN)).containsExactly(java.util.Map.entry("GB", 2L));
        assertThat(told(new Audience.Subscribers(List.of("sign-in"), List.of(), "not in FR, GB")))
                .isEmpty();
    }

    @Test
    void stopHoldsAgainstEveryLaterListUntilStart() {
        rows.save(World.LIVE, List.of(one("+442079460001", "eu-west")));
        consent(false);
        assertThat(told(SIGN_IN)).isEmpty();
        rows.save(World.LIVE, List.of(one("+442079460001", "eu-west")));
        assertThat(told(SIGN_IN)).isEmpty();
        consent(false);
        consent(true);
        assertThat(told(SIGN_IN)).containsExactly("+442079460001");
    }

    private void consent(boolean agreed) {
        transaction.executeWithoutResult(tx -> rows.consent(Channel.SMS, "+442079460001", agreed, "he wrote it"));
    }

    @Test
    void theChannelsOfManyAreThoseOfEach() {
        rows.save(
                World.LIVE,
                List.of(
                        withConsents("+442079460001", "voice", "email", "sms"),
                        withConsents("+442079460002", "sms"),
                        withConsents("+442079460003", "email")));
        transaction.executeWithoutResult(tx -> rows.consent(Channel.SMS, "+442079460001", false, "he wrote it"));
        List<String> all = rows.list(World.LIVE, null, 10).stream()
                .map(s -> "subscriber:" + s.id())
                .toList();
        Map<String, List<Recipients.Member>> many = rows.channels(World.LIVE, all);
        assertThat(many).hasSize(3);
        for (String one : all) {
            assertThat(many.get(one)).isEqualTo(rows.channels(World.LIVE, one));
        }
        assertThat(many.values().stream().flatMap(List::stream).map(Recipients.Member::channel))
                .containsExactlyInAnyOrder(Channel.EMAIL, Channel.VOICE, Channel.SMS, Channel.EMAIL);
        assertThat(rows.channels(World.LIVE, List.of("subscriber:gone", "person:dana")))
                .isEmpty();
    }

    private static Subscriber withConsents(String phone, String... channels) {
        Instant agreed = Instant.parse("2026-01-01T00:00:00Z");
        return new Subscriber(
                "",
                phone,
                "c" + phone.substring(1) + "@x.example",
                "en",
                List.of(),
                null,
                null,
                Arrays.stream(channels)
                        .map(c -> new Subscriber.Consent(c, agreed))
                        .toList());
    }

    @Test
    void whoIsForgottenLeavesNothing() {
        rows.save(World.LIVE, List.of(one("+442079460001", "eu-west", "sign-in")));
        String id = rows.list(World.LIVE, null, 10).get(0).id();

        assertThat(rows.delete(World.LIVE, id)).isTrue();
        assertThat(rows.delete(World.LIVE, id)).isFalse();
        for (String table : List.of("subscriber", "subscriber_journey", "subscriber_consent")) {
            assertThat(JdbcClient.create(database)
                            .sql("SELECT COUNT(*) FROM " + table)
                            .query(Long.class)
                            .single())
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void twentyThousandAreTakenInAndFoundInStepsWithinTwelveSeconds() {
        long began = System.nanoTime();
        int all = 20_000;
        for (int from = 0; from < all; from += 500) {
            List<Subscriber> batch = new ArrayList<>();
            for (int n = from; n < from + 500; n++) {
                batch.add(one(String.format("+4477%08d", n), n % 2 == 0 ? "eu-west" : "us-east", "sign-in"));
            }
            rows.save(World.LIVE, batch);
        }
        int found = 0;
        String after = null;
        for (List<Recipients.Member> step = rows.next(World.LIVE, SIGN_IN, null, 5_000);
                !step.isEmpty();
                step = rows.next(World.LIVE, SIGN_IN, after, 5_000)) {
            found += step.size();
            after = step.get(step.size() - 1).recipient();
        }
        assertThat(found).isEqualTo(all / 2);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(12));
    }
}
