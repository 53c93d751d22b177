package io.holdfast.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.delivery.OutboxRig.On;
import io.holdfast.standin.Weather;
import io.holdfast.time.SqlTime;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is late is said, on every node. */
class DelaysTest {
    private static final String[] MANY =
            IntStream.range(0, 40).mapToObj(i -> "+3460000" + (1000 + i)).toArray(String[]::new);

    @ParameterizedTest
    @EnumSource
    void aVendorThatAnswersNothingUsefulIsToldUntilItDoesAgain(On on) {
        try (OutboxRig rig = new OutboxRig(on).prepare().send()) {
            assertThat(rig.delays().look(World.LIVE)).isEmpty();
            rig.twilio.weather(new Weather(1, 0, 0, 0, Duration.ZERO, Duration.ZERO), 1);
            rig.put(OutboxRig.text("customer", "Signing in fails.", MANY));
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                rig.troubles().work();
                return rig.delays().look(World.LIVE).size() == 1;
            });
            Delays.Delay late = rig.delays().look(World.LIVE).get(0);
            assertThat(late.channel()).isEqualTo(Channel.SMS);
            assertThat(late.why()).isEqualTo("Twilio answers nothing useful");
            assertThat(late.waiting()).isBetween(1L, 40L);
            assertThat(late.oldest()).isNotNull();
            assertThat(late.since()).isNotNull();
            rig.twilio.weather(Weather.fair(), 1);
            await().atMost(Duration.ofSeconds(40)).until(() -> {
                rig.troubles().work();
                return rig.delays().look(World.LIVE).isEmpty();
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatANodeThatIsGoneSaidCountsForHalfAMinute(On on) {
        try (Desk desk = new Desk(on)) {
            trouble(desk, "slack", "here", Duration.ofSeconds(5));
            trouble(desk, "sms", "gone", Duration.ofSeconds(31));
            assertThat(late(desk)).extracting(Delays.Delay::channel).containsExactly(Channel.SLACK);
        }
    }

    private static void trouble(Desk desk, String channel, String node, Duration seen) {
        Instant now = desk.pace.now();
        desk.db
                .sql(
                        "INSERT INTO channel_trouble VALUES (:channel, :node, :since, 'Slack answers nothing useful', :seen)")
                .param("channel", channel)
                .param("node", node)
                .param("since", SqlTime.of(now.minusSeconds(600)))
                .param("seen", SqlTime.of(now.minus(seen)))
                .update();
    }

    private static List<Delays.Delay> late(Desk desk) {
        return desk.late(Channel.SMS, 1).look(World.LIVE);
    }

    @ParameterizedTest
    @EnumSource
    void whatWaitsAMinuteBeyondItsPaceIsLateAndALongQueueAtItsPaceIsNot(On on) {
        try (Desk desk = new Desk(on)) {
            long id = desk.put(OutboxRig.text("customer", "Signing in fails.", MANY));
            assertThat(late(desk)).isEmpty();
            desk.putAt(id, desk.times.real().minusSeconds(55));
            assertThat(late(desk)).isEmpty();
            desk.putAt(id, desk.times.real().minusSeconds(80));
            assertThat(late(desk)).hasSize(1);
            Delays.Delay delay = late(desk).get(0);
            assertThat(delay.waiting()).isEqualTo(40);
            assertThat(delay.oldest())
                    .isBetween(
                            desk.times.in(World.LIVE).minusSeconds(83),
                            desk.times.in(World.LIVE).minusSeconds(79));
            // 30 of them in 80 s at one a second: no more than 50 s behind
            Arrays.stream(MANY).limit(30).forEach(number -> desk.became(id, number, "sent", null));
            assertThat(late(desk)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLongQueueOfASlowSenderIsNotLateWhileItKeepsItsPace(On on) {
        try (Desk desk = new Desk(on)) {
            long id = desk.put(OutboxRig.text("customer", "Signing in fails.", MANY));
            desk.putAt(id, desk.times.real().minusSeconds(80));
            Arrays.stream(MANY).limit(30).forEach(number -> desk.became(id, number, "sent", null));
            desk.db
                    .sql("UPDATE delivery SET sender = 'sms:slow' WHERE state = 'sent'")
                    .update();
            assertThat(desk.late(Channel.SMS, Map.of("sms:slow", 0.5, "sms:fast", 50.0))
                            .look(World.LIVE))
                    .isEmpty();
            assertThat(desk.late(Channel.SMS, Map.of("sms:slow", 20.0, "sms:fast", 50.0))
                            .look(World.LIVE))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsPausedOrWaitsForItsHourIsNotLate(On on) {
        try (Desk desk = new Desk(on)) {
            long id = desk.put(OutboxRig.text("customer", "Signing in fails.", MANY));
            desk.putAt(id, desk.times.real().minusSeconds(500));
            assertThat(late(desk)).hasSize(1);
            desk.db.sql("UPDATE message SET state = 'paused'").update();
            assertThat(late(desk)).isEmpty();
            desk.db.sql("UPDATE message SET state = 'sending'").update();
            desk.db
                    .sql("UPDATE delivery SET not_before = :later")
                    .param("later", SqlTime.of(desk.times.in(World.LIVE).plusSeconds(3_600)))
                    .update();
            assertThat(late(desk)).isEmpty();
            desk.db
                    .sql("UPDATE delivery SET not_before = :now")
                    .param("now", SqlTime.of(desk.times.in(World.LIVE).minusSeconds(20)))
                    .update();
            assertThat(late(desk)).as("its hour came 20 s ago").isEmpty();
        }
    }
}
