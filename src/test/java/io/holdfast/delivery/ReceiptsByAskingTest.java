package io.holdfast.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.delivery.OutboxRig.On;
import io.holdfast.standin.TwilioStandIn;
import io.holdfast.time.SqlTime;
import io.holdfast.time.World;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether texts arrive is known also where no receipts reach us: the vendor is asked about a few. */
@Execution(ExecutionMode.CONCURRENT)
class ReceiptsByAskingTest {
    private static final int ALL = 40;

    private static OutboxRig sent(On on) {
        OutboxRig rig = new OutboxRig(on).prepare().send();
        long id = rig.put(OutboxRig.text(
                "customer",
                "Cards are down.",
                IntStream.range(0, ALL).mapToObj(i -> "+3460000" + (1000 + i)).toArray(String[]::new)));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> rig.states(id).size() == ALL
                        && rig.states(id).values().stream().allMatch("sent"::equals));
        rig.db
                .sql("UPDATE delivery SET not_before = :then")
                .param("then", SqlTime.of(rig.times.in(World.LIVE).minus(Duration.ofMinutes(5))))
                .update();
        return rig;
    }

    private static ChannelWatch.Measured measure(OutboxRig rig, ChannelHealth health) {
        return health.measure(rig.times.in(World.LIVE), Optional.empty());
    }

    /** So many rounds, each of which finds its slot free. */
    private static void ask(OutboxRig rig, AskingReceipts asking, int rounds) {
        for (int i = 0; i < rounds; i++) {
            rig.db
                    .sql("UPDATE pace SET next_at = :past WHERE sender = 'sms-receipts'")
                    .param("past", SqlTime.of(rig.times.real().minus(Duration.ofMinutes(1))))
                    .update();
            asking.work();
        }
    }

    private static long count(OutboxRig rig, String state) {
        return rig.db
                .sql("SELECT COUNT(*) FROM delivery WHERE state = :state")
                .param("state", state)
                .query(Long.class)
                .single();
    }

    @ParameterizedTest
    @EnumSource
    void withoutAnyReceiptASampleIsAskedAboutAndTheRestIsTakenToArriveAlike(On on) {
        try (OutboxRig rig = sent(on)) {
            ChannelHealth health = rig.health();
            AskingReceipts asking = rig.askingReceipts(health);
            rig.twilio.states().usual("delivered", null);
            assertThat(measure(rig, health).taken()).as("nothing is known yet").isZero();
            assertThat(health.asking()).isPresent();

            ask(rig, asking, 9);
            assertThat(measure(rig, health).taken()).isZero();
            ask(rig, asking, 3);
            assertThat(rig.twilio.states().asked()).isEqualTo(12);
            assertThat(count(rig, "delivered"))
                    .as("what it says counts like a receipt")
                    .isEqualTo(12);
            ChannelWatch.Measured measured = measure(rig, health);
            assertThat(measured.taken()).isEqualTo(ALL);
            assertThat(measured.share()).isEqualTo(1);
            assertThat(measured.roundTrip()).isNull();
            assertThat(health.asking().orElseThrow().arrived()).isEqualTo(12);
            assertThat(rig.inboundSms).isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatTheVendorNeverDeliversIsFoundOutByAskingToo(On on) {
        try (OutboxRig rig = sent(on)) {
            ChannelHealth health = rig.health();
            AskingReceipts asking = rig.askingReceipts(health);
            measure(rig, health);
            rig.twilio.states().usual("sent", null);
            ask(rig, asking, 10);
            rig.twilio.states().usual("undelivered", "30007");
            ask(rig, asking, 2);
            ChannelWatch.Measured measured = measure(rig, health);
            assertThat(measured.taken()).isEqualTo(ALL);
            assertThat(measured.share()).isZero();
            assertThat(count(rig, "failed")).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFewAMinuteAreAskedAboutHoweverOftenItIsLookedAt(On on) {
        try (OutboxRig rig = sent(on)) {
            ChannelHealth health = rig.health();
            AskingReceipts asking = rig.askingReceipts(health);
            measure(rig, health);
            for (int i = 0; i < 20; i++) {
                asking.work();
                rig.askingReceipts(health).work();
            }
            assertThat(rig.twilio.states().asked()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneReceiptShowsThatTheyReachUsAndNobodyIsAsked(On on) {
        try (OutboxRig rig = sent(on)) {
            TwilioStandIn.Sms sms = rig.twilio.taken().get(0);
            long first =
                    rig.db.sql("SELECT MIN(id) FROM delivery").query(Long.class).single();
            rig.transaction.executeWithoutResult(tx -> rig.inboundSms.receipt(first, 1, sms.sid(), "sent", null));
            ChannelHealth health = rig.health();
            assertThat(measure(rig, health).taken()).isEqualTo(ALL);
            assertThat(measure(rig, health).share()).isZero();
            assertThat(health.asking()).isEmpty();
            ask(rig, rig.askingReceipts(health), 3);
            assertThat(rig.twilio.states().asked()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void thePageSaysThatReceiptsDoNotReachUsAndWhatToMend(On on) {
        try (OutboxRig rig = sent(on)) {
            ChannelHealth health = rig.health();
            rig.twilio.states().usual("delivered", null);
            measure(rig, health);
            TextHealthWords words = new TextHealthWords(rig.routes, health, "http://localhost:8080");
            assertThat(words.withoutReceipts().orElseThrow())
                    .startsWith("Receipts do not reach us; Twilio is being asked about some of the last 40 texts.")
                    .contains("holdfast.public-url is http://localhost:8080, which Twilio can't call");
            ask(rig, rig.askingReceipts(health), 11);
            measure(rig, health);
            assertThat(new TextHealthWords(rig.routes, health, "https://holdfast.example/")
                            .withoutReceipts()
                            .orElseThrow())
                    .isEqualTo(
                            "Receipts do not reach us; judged by asking Twilio: 11 of the 11 texts that it was asked about had"
                                    + " arrived. Check that Twilio reaches https://holdfast.example/twilio/status: holdfast.public-url,"
                                    + " the firewall and the proxy before Holdfast.");
        }
    }
}
