package io.holdfast.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.delivery.OutboxRig.On;
import io.holdfast.standin.TwilioStandIn;
import io.holdfast.standin.Weather;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many recipients, a failing vendor, dying nodes: the small twin of {@code FanOutProof}. */
class OutboxUnderFireTest {
    private static final int RECIPIENTS = 300;
    private static final Weather FOUL =
            new Weather(0.05, 0.05, 0.02, 0.01, Duration.ofSeconds(2), Duration.ofMillis(500));

    private static String[] numbers(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "+4477009%05d".formatted(i))
                .toArray(String[]::new);
    }

    private static Map<String, Integer> told(OutboxRig rig) {
        Map<String, Integer> told = new HashMap<>();
        rig.twilio.taken().forEach(sms -> told.merge(sms.to(), 1, Integer::sum));
        return told;
    }

    private static void untilTaken(OutboxRig rig, int n) {
        await().atMost(Duration.ofSeconds(40)).until(() -> rig.twilio.taken().size() >= n);
    }

    @ParameterizedTest
    @EnumSource
    void eachRecipientIsToldOnceThoughNodesDieAndTheVendorFails(On on) {
        List<OutboxRig> nodes = new ArrayList<>();
        OutboxRig first =
                new OutboxRig(on, OutboxRig.settings(Duration.ofSeconds(1), DeliverySettings.Unclear.REPEAT), 100);
        nodes.add(first.prepare().send());
        try {
            first.twilio.weather(FOUL, 7);
            OutboxRig other = on == On.POSTGRES ? first.another().prepare().send() : null;
            first.put(OutboxRig.text("customer", "Cards are down.", numbers(0, RECIPIENTS)));
            for (int part = 1; part <= 2; part++) {
                untilTaken(first, part * RECIPIENTS / 4);
                OutboxRig victim = other == null ? nodes.get(nodes.size() - 1) : other;
                victim.lose();
                OutboxRig next = first.another().prepare().send();
                nodes.add(next);
                other = other == null ? null : next;
            }
            OutboxRig last = nodes.get(nodes.size() - 1);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> last.progress("customer").orElseThrow().state().equals("done"));
            assertThat(last.progress("customer").orElseThrow().counts()).isEqualTo(Map.of("sent", (long) RECIPIENTS));
            assertThat(told(first))
                    .hasSize(RECIPIENTS)
                    .allSatisfy((to, n) -> assertThat(n).isEqualTo(1));
        } finally {
            for (int i = nodes.size() - 1; i >= 0; i--) {
                nodes.get(i).close();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void noSecondHoldsMoreThanTheRateAndOneThoughTwoNodesSend(On on) {
        int rate = 40;
        try (OutboxRig first = new OutboxRig(
                        on, OutboxRig.settings(Duration.ofSeconds(1), DeliverySettings.Unclear.REPEAT), rate);
                OutboxRig second = first.another()) {
            first.prepare().send();
            if (on == On.POSTGRES) {
                second.prepare().send();
            }
            first.put(OutboxRig.text("customer", "Cards are down.", numbers(0, 200)));
            untilTaken(first, 200);
            List<Long> at = first.twilio.taken().stream()
                    .map(TwilioStandIn.Sms::at)
                    .map(java.time.Instant::toEpochMilli)
                    .sorted()
                    .toList();
            for (int i = rate + 1; i < at.size(); i++) {
                // Slots are exact; a busy machine's wire may press together what left apart, by less than a tenth.
                assertThat(at.get(i) - at.get(i - rate - 1)).isGreaterThanOrEqualTo(900);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void resolvedOvertakesAndReachesOnlyWhoWasToldThatItBroke(On on) {
        String[] numbers = numbers(0, 200);
        try (OutboxRig rig =
                new OutboxRig(on, OutboxRig.settings(Duration.ofSeconds(1), DeliverySettings.Unclear.REPEAT), 40)) {
            rig.prepare().send();
            rig.put(OutboxRig.text("customer", "Cards are down.", numbers));
            untilTaken(rig, 30);
            String stopped = rig.twilio.taken().get(0).to();
            rig.transaction.executeWithoutResult(tx -> rig.inboundSms.text("SM1", stopped, "STOP", null));
            rig.put(OutboxRig.message("customer", new Audience.ToldEarlier(), Channel.SMS, "Cards work again.", false));
            await().atMost(Duration.ofSeconds(40))
                    .until(() -> rig.progress("customer").orElseThrow().state().equals("done"));

            List<String> bodies =
                    rig.twilio.taken().stream().map(TwilioStandIn.Sms::body).toList();
            List<String> broke = rig.twilio.taken().stream()
                    .filter(sms -> sms.body().equals("Cards are down."))
                    .map(TwilioStandIn.Sms::to)
                    .toList();
            List<String> mended = rig.twilio.taken().stream()
                    .filter(sms -> sms.body().equals("Cards work again."))
                    .map(TwilioStandIn.Sms::to)
                    .toList();
            assertThat(bodies.lastIndexOf("Cards are down.")).isLessThan(bodies.indexOf("Cards work again."));
            assertThat(broke).hasSizeLessThan(120).contains(stopped);
            assertThat(mended)
                    .containsExactlyInAnyOrderElementsOf(
                            broke.stream().filter(n -> !n.equals(stopped)).toList());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStopThatWasWrittenWhileNobodyListenedCountsBeforeTheFanOutGoesOn(On on) {
        try (OutboxRig rig =
                new OutboxRig(on, OutboxRig.settings(Duration.ofSeconds(1), DeliverySettings.Unclear.REPEAT), 40)) {
            rig.twilio.unheard("+447700900001", " Stop ");
            rig.prepare();
            long id = rig.put(OutboxRig.text("customer", "Cards are down.", "+447700900001", "+447700900002"));
            rig.send();
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(rig.states(id))
                            .isEqualTo(Map.of("+447700900001", "refused", "+447700900002", "sent")));
            assertThat(rig.twilio.to("+447700900001")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPageLeavesWithinASecondThoughAThousandUpdatesWait(On on) {
        try (OutboxRig rig =
                new OutboxRig(on, OutboxRig.settings(Duration.ofSeconds(1), DeliverySettings.Unclear.REPEAT), 20)) {
            rig.prepare().send();
            rig.put(OutboxRig.text("customer", "Cards are down.", numbers(0, 1_000)));
            untilTaken(rig, 20);
            NewMessage page = OutboxRig.text("page/owner", "You are needed.", "+447700999999");
            java.time.Instant put = rig.times.real();
            rig.put(new NewMessage(
                    page.world(),
                    "INC-8",
                    page.stream(),
                    NewMessage.Kind.PAGE,
                    1,
                    page.audience(),
                    page.texts(),
                    false,
                    false,
                    null,
                    null,
                    true,
                    "somebody is needed",
                    1,
                    1));
            await().atMost(Duration.ofSeconds(10))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> !rig.twilio.to("+447700999999").isEmpty());
            // Counted in texts and not by the clock: on a machine that is short of breath the updates wait just as
            // long.
            java.time.Instant left = rig.twilio.to("+447700999999").get(0).at();
            assertThat(rig.twilio.taken().stream()
                            .filter(sms -> sms.at().isAfter(put) && sms.at().isBefore(left)))
                    .as("updates that went before the page, at 20 a second")
                    .hasSizeLessThan(20);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anUpdateThatTheVendorDoesNotKnowStaysDoubtfulWhereAtMostOnceIsSet(On on) {
        try (OutboxRig rig =
                new OutboxRig(on, OutboxRig.settings(Duration.ofMillis(200), DeliverySettings.Unclear.DOUBTFUL), 40)) {
            rig.prepare().send();
            rig.twilio.next(io.holdfast.standin.Fault.status(500));
            long id = rig.put(OutboxRig.text("customer", "Cards are down.", "+447700900001"));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(rig.states(id)).containsValue("doubtful"));
            assertThat(rig.twilio.taken()).isEmpty();
        }
    }
}
