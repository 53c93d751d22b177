package io.holdfast.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.delivery.OutboxRig.On;
import io.holdfast.standin.Fault;
import io.holdfast.time.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** By which of several senders a text leaves. */
@Execution(ExecutionMode.CONCURRENT)
class SmsSendersTest {
    private static final String LONDON = "+447700900001";
    private static final String MADRID = "+34600000001";
    private static final String BERLIN = "+4915112345678";
    private static final String SPANISH = "+34910000000";
    private static final String BRITISH = "+442079460018";
    private static final String OTHERS = "+15005550006";

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20));
    }

    private static SmsFrom from(String who, double perSecond, String... countries) {
        return SmsFrom.of(who, Set.of(countries), perSecond);
    }

    private static OutboxRig rig(On on, SmsFrom... froms) {
        return new OutboxRig(
                on,
                OutboxRig.settings(Duration.ofMillis(200), DeliverySettings.Unclear.REPEAT),
                new SmsFroms(List.of(froms)));
    }

    private static OutboxRig three(On on) {
        return rig(on, from(SPANISH, 50, "ES"), from(BRITISH, 50, "GB"), from(OTHERS, 50));
    }

    private static List<String> taken(OutboxRig rig) {
        return rig.twilio.taken().stream()
                .map(sms -> sms.from() + " > " + sms.to())
                .sorted()
                .toList();
    }

    private static void untilStates(OutboxRig rig, long message, Map<String, String> states) {
        soon().untilAsserted(() -> assertThat(rig.states(message)).isEqualTo(states));
    }

    private static String[] spanish(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "+3461" + (1_000_000 + i))
                .toArray(String[]::new);
    }

    private static String column(OutboxRig rig, String column, long message) {
        return rig.db
                .sql("SELECT " + column + " FROM delivery WHERE message_id = :id")
                .param("id", message)
                .query(String.class)
                .single();
    }

    @ParameterizedTest
    @EnumSource
    void eachCountryHearsFromItsSenderAndTheRestFromTheOneForTheRest(On on) {
        try (OutboxRig rig = three(on).prepare().send()) {
            long id = rig.put(OutboxRig.text("customer", "Cards are down.", LONDON, MADRID, BERLIN));
            untilStates(rig, id, Map.of(LONDON, "sent", MADRID, "sent", BERLIN, "sent"));
            assertThat(taken(rig))
                    .containsExactly(OTHERS + " > " + BERLIN, SPANISH + " > " + MADRID, BRITISH + " > " + LONDON);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSlowSenderHoldsNobodyElseUp(On on) {
        try (OutboxRig rig = rig(on, from(SPANISH, 2, "ES"), from(OTHERS, 50)).prepare()) {
            List<String> all = new ArrayList<>(List.of(spanish(60)));
            all.add(LONDON);
            long id = rig.put(OutboxRig.text("customer", "Cards are down.", all.toArray(String[]::new)));
            soon().until(() -> rig.states(id).size() == 61);
            rig.send();
            soon().until(() -> rig.twilio.to(LONDON).size() == 1);
            assertThat(rig.twilio.taken().size())
                    .as("two a second leave for Spain")
                    .isLessThan(40);
            assertThat(rig.delays().look(World.LIVE)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSenderThatTwilioRefusesIsLeftAndItsTextsGoByTheNextOnce(On on) {
        try (OutboxRig rig = three(on).prepare().send()) {
            rig.twilio.refuseSender(SPANISH, "+", "21606");
            long first = rig.put(OutboxRig.text("customer", "Cards are down.", MADRID));
            untilStates(rig, first, Map.of(MADRID, "sent"));
            assertThat(taken(rig)).containsExactly(OTHERS + " > " + MADRID);
            assertThat(column(rig, "sender", first)).isEqualTo("sms:" + OTHERS);
            assertThat(rig.twilio.requests()).isEqualTo(2);

            long second = rig.put(OutboxRig.text("other", "Cards are still down.", MADRID));
            untilStates(rig, second, Map.of(MADRID, "sent"));
            assertThat(rig.twilio.requests()).as("it is not tried for a while").isEqualTo(3);

            rig.twilio.takeSender(SPANISH);
            rig.db.sql("UPDATE sender_mark SET until_at = since").update();
            rig.forgetMarks();
            long third = rig.put(OutboxRig.text("third", "Cards work.", MADRID));
            untilStates(rig, third, Map.of(MADRID, "sent"));
            assertThat(column(rig, "sender", third)).isEqualTo("sms:" + SPANISH);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSenderThatIsRefusedInOneCountryGoesOnServingTheOthers(On on) {
        try (OutboxRig rig = rig(on, from(SPANISH, 50, "ES", "GB"), from(OTHERS, 50))
                .prepare()
                .send()) {
            rig.twilio.refuseSender(SPANISH, "+44", "21659");
            long id = rig.put(OutboxRig.text("customer", "Cards are down.", LONDON, MADRID));
            untilStates(rig, id, Map.of(LONDON, "sent", MADRID, "sent"));
            assertThat(taken(rig)).containsExactly(OTHERS + " > " + LONDON, SPANISH + " > " + MADRID);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSenderWithoutSuccessorIsAskedAsEverAndItsTextFailsWithTwiliosWord(On on) {
        try (OutboxRig rig = rig(on, from(OTHERS, 50)).prepare().send()) {
            rig.twilio.refuseSender(OTHERS, "+", "21212");
            long first = rig.put(OutboxRig.text("customer", "Cards are down.", MADRID));
            untilStates(rig, first, Map.of(MADRID, "failed"));
            rig.twilio.takeSender(OTHERS);
            long second = rig.put(OutboxRig.text("other", "Cards are down.", MADRID));
            untilStates(rig, second, Map.of(MADRID, "sent"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whereNoSenderServesTheCountryTheNextChannelIsTried(On on) {
        Audience both = new Audience.Addresses(List.of(
                new Audience.Address("person:lee", Channel.SMS, LONDON, "en"),
                new Audience.Address("person:lee", Channel.SLACK, "U01LEE000", "en")));
        try (OutboxRig rig = rig(on, from(SPANISH, 50, "ES")).prepare().send()) {
            NewMessage text = OutboxRig.message("customer", both, Channel.SMS, "Cards are down.", false);
            List<NewMessage.Text> texts = new ArrayList<>(text.texts());
            texts.add(new NewMessage.Text(Channel.SLACK, "en", "Cards are down."));
            long id = rig.put(new NewMessage(
                    text.world(),
                    text.incident(),
                    text.stream(),
                    text.kind(),
                    1,
                    both,
                    texts,
                    false,
                    false,
                    null,
                    null,
                    false,
                    "a test",
                    1,
                    1));
            soon().until(() -> rig.slack.posts().size() == 1);
            assertThat(rig.twilio.requests()).isZero();
            assertThat(rig.db
                            .sql("SELECT code FROM delivery WHERE channel = 'sms' AND message_id = " + id)
                            .query(String.class)
                            .single())
                    .isEqualTo("no-sender");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsUnclearIsAskedForAtTheSenderThatWasUsed(On on) {
        try (OutboxRig rig = three(on).prepare().send()) {
            rig.twilio.next(Fault.dropAfterAccept());
            long id = rig.put(OutboxRig.text("customer", "Cards are down.", MADRID));
            soon().until(() -> rig.twilio.to(MADRID).size() == 1);
            // meanwhile it would leave by another
            rig.transaction.executeWithoutResult(tx -> rig.routes.marks().refused("sms:" + SPANISH, MADRID, 21212));
            untilStates(rig, id, Map.of(MADRID, "sent"));
            assertThat(column(rig, "sender", id)).isEqualTo("sms:" + SPANISH);
            assertThat(taken(rig)).containsExactly(SPANISH + " > " + MADRID);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whileASendersBreakerIsOpenTheNextSendsAndOneIsTriedWithIt(On on) {
        try (OutboxRig rig = three(on).prepare().send()) {
            Breaker breaker = rig.routes.breaker("sms:" + SPANISH);
            for (int i = 0; i < 10; i++) {
                assertThat(breaker.permits()).isTrue();
                breaker.learn(new Outcome.Unknown("no-answer"), Duration.ofMillis(5));
            }
            // Each try that fails doubles its pause: four seconds are long enough for five messages on a busy machine.
            for (int probe = 0; probe < 2; probe++) {
                soon().until(breaker::permits);
                breaker.learn(new Outcome.Unknown("no-answer"), Duration.ofMillis(5));
            }
            assertThat(breaker.open()).isTrue();
            long id = rig.put(OutboxRig.text("customer", "Cards are down.", spanish(5)));
            soon().until(() -> !rig.states(id).isEmpty()
                    && rig.states(id).values().stream().allMatch("sent"::equals));
            assertThat(taken(rig)).filteredOn(t -> t.startsWith(OTHERS)).hasSizeGreaterThanOrEqualTo(4);
            assertThat(rig.delays().look(World.LIVE)).isEmpty();
            soon().until(() -> {
                rig.put(OutboxRig.text("again", "Still.", MADRID));
                return !breaker.open();
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSenderWhoseTextsDoNotArriveIsLeftWhileAnotherMayServe(On on) {
        try (OutboxRig rig = three(on).prepare().send()) {
            rig.routes.arrived(Map.of("sms:" + SPANISH, new SmsRoutes.Share(40, 5, 20)));
            long id = rig.put(OutboxRig.text("customer", "Cards are down.", MADRID));
            untilStates(rig, id, Map.of(MADRID, "sent"));
            assertThat(taken(rig)).containsExactly(OTHERS + " > " + MADRID);

            rig.routes.arrived(Map.of(
                    "sms:" + SPANISH, new SmsRoutes.Share(40, 5, 20), "sms:" + OTHERS, new SmsRoutes.Share(40, 0, 20)));
            long other = rig.put(OutboxRig.text("other", "Cards are down.", MADRID));
            untilStates(rig, other, Map.of(MADRID, "sent"));
            assertThat(column(rig, "sender", other))
                    .as("where all fail alike the first goes on")
                    .isEqualTo("sms:" + SPANISH);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anUnregisteredSenderIsToldByAReceiptAndItsTextGoesByAnother(On on) {
        try (OutboxRig rig = three(on).prepare().send()) {
            long id = rig.put(OutboxRig.text("customer", "Cards are down.", MADRID));
            untilStates(rig, id, Map.of(MADRID, "sent"));
            rig.receipt(rig.delivery(id), "undelivered", "30034");
            soon().until(() -> rig.twilio.to(MADRID).size() == 2);
            untilStates(rig, id, Map.of(MADRID, "sent"));
            assertThat(taken(rig)).containsExactly(OTHERS + " > " + MADRID, SPANISH + " > " + MADRID);
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneFilteredTextIsTheTextAndFiveAreTheSender(On on) {
        try (OutboxRig rig = three(on).prepare().send()) {
            String[] numbers = spanish(5);
            long id = rig.put(OutboxRig.text("customer", "Cards are down.", numbers));
            soon().until(() -> rig.twilio.taken().size() == 5
                    && !rig.states(id).isEmpty()
                    && rig.states(id).values().stream().allMatch("sent"::equals));
            List<Long> rows = rig.db
                    .sql("SELECT id FROM delivery ORDER BY id")
                    .query(Long.class)
                    .list();
            for (int i = 0; i < 5; i++) {
                assertThat(rig.routes.marks().marked("sms:" + SPANISH, "ES")).isFalse();
                long row = rows.get(i);
                rig.receipt(row, "undelivered", "30007");
            }
            assertThat(rig.routes.marks().marked("sms:" + SPANISH, "ES")).isTrue();
            assertThat(rig.states(id).values()).containsOnly("failed");
        }
    }
}
