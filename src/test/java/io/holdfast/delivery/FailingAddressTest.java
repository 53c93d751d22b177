package io.holdfast.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.delivery.OutboxRig.On;
import io.holdfast.standin.Fault;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An address at which nothing arrives any more is marked once, and what arrives there ends it. */
@Execution(ExecutionMode.CONCURRENT)
class FailingAddressTest {
    private static final String LEE = "+447700900011";

    private static Audience lee(Channel channel, String address) {
        return new Audience.Addresses(List.of(new Audience.Address("person:lee", channel, address, "en")));
    }

    private static long text(OutboxRig rig, String stream) {
        return rig.put(OutboxRig.message(stream, lee(Channel.SMS, LEE), Channel.SMS, "You are needed.", false));
    }

    private static void until(OutboxRig rig, long message, String state) {
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        List.of(state).equals(List.copyOf(rig.states(message).values())));
    }

    /** A text that leaves, and of which the vendor then tells this. */
    private static void told(OutboxRig rig, String stream, String status, @Nullable String code) {
        long id = text(rig, stream);
        until(rig, id, "sent");
        // its tries are used up
        rig.db
                .sql("UPDATE delivery SET tries = 3 WHERE message_id = :id")
                .param("id", id)
                .update();
        rig.receipt(rig.delivery(id), status, code);
    }

    private static List<FailingAddresses.Failing> failing(OutboxRig rig) {
        return new FailingRows(rig.db, rig.times).newest(10);
    }

    private static List<FailingAddresses.Failing> untold(OutboxRig rig) {
        return rig.transaction.execute(tx -> new FailingRows(rig.db, rig.times).untold(Channel.SMS, 10));
    }

    @ParameterizedTest
    @EnumSource
    void aNumberThatIsNoneIsMarkedAtOnceAndOnceOnly(On on) {
        try (OutboxRig rig = new OutboxRig(on).prepare().send()) {
            rig.twilio.refuse(LEE, "21614");
            until(rig, text(rig, "page/1"), "failed");
            assertThat(failing(rig)).hasSize(1);
            assertThat(failing(rig).get(0).why()).isEqualTo(FailingAddresses.Why.NO_TEXTS);
            assertThat(failing(rig).get(0).recipient()).isEqualTo("person:lee");
            assertThat(untold(rig)).hasSize(1);
            rig.transaction.executeWithoutResult(tx ->
                    new FailingRows(rig.db, rig.times).told(failing(rig).get(0).hash(), Channel.SLACK));
            until(rig, text(rig, "page/2"), "failed");
            assertThat(untold(rig)).isEmpty();
            assertThat(failing(rig).get(0).toldBy()).isEqualTo(Channel.SLACK);
            assertThat(new FailingRows(rig.db, rig.times).works(Channel.SMS, LEE))
                    .isFalse();
            assertThat(new FailingRows(rig.db, rig.times).works(Channel.VOICE, LEE))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPhoneOutOfReachIsMarkedAtTheThirdInARowAndWhatArrivesEndsIt(On on) {
        try (OutboxRig rig = new OutboxRig(on).prepare().send()) {
            told(rig, "page/1", "undelivered", "30003");
            told(rig, "page/2", "undelivered", "30003");
            told(rig, "page/3", "delivered", null);
            told(rig, "page/4", "undelivered", "30003");
            told(rig, "page/5", "undelivered", "30008");
            assertThat(failing(rig)).isEmpty();
            told(rig, "page/6", "undelivered", "30003");
            assertThat(failing(rig)).hasSize(1);
            assertThat(failing(rig).get(0).why()).isEqualTo(FailingAddresses.Why.UNREACHABLE);
            told(rig, "page/7", "delivered", null);
            assertThat(failing(rig)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatArrivesEndsTheMarkOfANodeWhoseClockGoesFast(On on) {
        try (OutboxRig rig = new OutboxRig(on).prepare().send()) {
            rig.ahead = Duration.ofSeconds(3);
            for (int i = 1; i <= 3; i++) {
                told(rig, "page/" + i, "undelivered", "30003");
            }
            assertThat(failing(rig)).hasSize(1);
            told(rig, "page/4", "delivered", null);
            assertThat(failing(rig)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatConcernsUsOrTheVendorMarksNobody(On on) {
        try (OutboxRig rig = new OutboxRig(on).prepare().send()) {
            for (int i = 0; i < 4; i++) {
                rig.twilio.next(Fault.refuse(i % 2 == 0 ? "21408" : "21617"));
                until(rig, text(rig, "page/" + i), "failed");
            }
            for (int i = 4; i < 8; i++) {
                told(rig, "page/" + i, "undelivered", "30007");
            }
            assertThat(failing(rig)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSlackIdThatIsGoneIsMarkedAndAPostThatIsTakenEndsIt(On on) {
        try (OutboxRig rig = new OutboxRig(on).prepare().send()) {
            rig.slack.next(
                    Fault.refuse("user_not_found"), Fault.refuse("user_not_found"), Fault.refuse("user_not_found"));
            for (int i = 0; i < 3; i++) {
                until(rig, post(rig, "page/" + i), "failed");
            }
            assertThat(failing(rig)).hasSize(1);
            until(rig, post(rig, "page/9"), "sent");
            assertThat(failing(rig)).isEmpty();
        }
    }

    private static long post(OutboxRig rig, String stream) {
        return rig.put(
                OutboxRig.message(stream, lee(Channel.SLACK, "U01LEE000"), Channel.SLACK, "You are needed.", false));
    }
}
