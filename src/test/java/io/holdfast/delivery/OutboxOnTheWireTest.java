package io.holdfast.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.delivery.OutboxRig.On;
import io.holdfast.standin.Fault;
import io.holdfast.standin.SlackStandIn;
import io.holdfast.standin.TwilioStandIn;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes out goes out once, whatever the wire does to it; and what comes in is signed. */
@Execution(ExecutionMode.CONCURRENT)
class OutboxOnTheWireTest {
    private static final String ANN = "+447700900001";
    private static final String BEN = "+447700900002";
    private static final String CLAIRE = "+447700900003";

    /** Slack's own example of a signed request. */
    private static final Instant SLACK_AT = Instant.ofEpochSecond(1531420618);

    private static final String SLACK_BODY =
            "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar"
                    + "&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com"
                    + "%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121"
                    + ".803a0bc887a14d10d2c447fce8b6703c";
    private static final String SLACK_SIGNATURE = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20));
    }

    private static void untilStates(OutboxRig rig, long message, Map<String, String> states) {
        soon().untilAsserted(() -> assertThat(rig.states(message)).isEqualTo(states));
    }

    private static void untilDone(OutboxRig rig, String stream) {
        soon().untilAsserted(() ->
                assertThat(rig.progress(stream).orElseThrow().state()).isEqualTo("done"));
    }

    private static List<String> taken(OutboxRig rig) {
        return rig.twilio.taken().stream()
                .map(sms -> sms.to() + " " + sms.body())
                .toList();
    }

    private static NewMessage post(String body) {
        return OutboxRig.message(
                "guidance", OutboxRig.addresses(Channel.SLACK, "#floor-cards"), Channel.SLACK, body, true);
    }

    private static NewMessage lastWord(String body) {
        return OutboxRig.message("customer", new Audience.ToldEarlier(), Channel.SMS, body, false);
    }

    @ParameterizedTest
    @EnumSource
    void aTextGoesOutOnceAndIsSent(On on) {
        try (OutboxRig rig = new OutboxRig(on).prepare().send()) {
            long id = rig.put(OutboxRig.text("customer", "Cards are down.", ANN));

            untilStates(rig, id, Map.of(ANN, "sent"));
            untilDone(rig, "customer");
            assertThat(taken(rig)).containsExactly(ANN + " Cards are down.");
            assertThat(rig.twilio.requests()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSendWhoseAnswerIsLostIsFoundByAskingAndNotRepeated(On on) {
        try (OutboxRig rig = new OutboxRig(on).prepare().send()) {
            rig.twilio.next(Fault.dropAfterAccept());
            long id = rig.put(OutboxRig.text("customer", "Cards are down.", ANN));

            untilStates(rig, id, Map.of(ANN, "sent"));
            assertThat(rig.asked(id)).isPositive();
            assertThat(taken(rig)).containsExactly(ANN + " Cards are down.");
            assertThat(rig.twilio.requests()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anInnerErrorIsAskedAboutBeforeASecondTry(On on) {
        try (OutboxRig rig = new OutboxRig(on).prepare().send()) {
            rig.twilio.next(Fault.status(500));
            long id = rig.put(OutboxRig.text("customer", "Cards are down.", ANN));

            soon().until(() -> rig.asked(id) > 0);
            assertThat(rig.twilio.requests()).isEqualTo(1);
            assertThat(rig.states(id)).isEqualTo(Map.of(ANN, "unknown"));

            untilStates(rig, id, Map.of(ANN, "sent"));
            assertThat(rig.asked(id)).isGreaterThan(1);
            assertThat(taken(rig)).containsExactly(ANN + " Cards are down.");
            assertThat(rig.twilio.requests()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void tooManyAtOnceIsTriedAgainAndArrivesOnce(On on) {
        try (OutboxRig rig = new OutboxRig(on).prepare().send()) {
            rig.twilio.next(Fault.tooMany(1), Fault.status(429));
            long id = rig.put(OutboxRig.text("customer", "Cards are down.", ANN));

            untilStates(rig, id, Map.of(ANN, "sent"));
            assertThat(rig.asked(id)).isZero();
            assertThat(taken(rig)).containsExactly(ANN + " Cards are down.");
            assertThat(rig.twilio.requests()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void stopRefusesWhatWaitsAndWhatComesLater(On on) {
        try (OutboxRig rig = new OutboxRig(on).prepare()) {
            long waiting = rig.put(OutboxRig.text("customer", "Cards are down.", ANN, BEN));
            untilStates(rig, waiting, Map.of(ANN, "waiting", BEN, "waiting"));

            rig.transaction.executeWithoutResult(tx ->
                    assertThat(rig.inboundSms.text("SM1", ANN, " stop ", null)).isEmpty());
            assertThat(rig.states(waiting)).isEqualTo(Map.of(ANN, "refused", BEN, "waiting"));

            rig.send();
            untilStates(rig, waiting, Map.of(ANN, "refused", BEN, "sent"));
            long later = rig.put(OutboxRig.text("customer", "Cards work again.", ANN, BEN));
            untilStates(rig, later, Map.of(ANN, "refused", BEN, "sent"));
            assertThat(taken(rig)).containsExactly(BEN + " Cards are down.", BEN + " Cards work again.");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNewerVersionSupersedesWhatStillWaits(On on) {
        try (OutboxRig rig = new OutboxRig(on).prepare()) {
            long first = rig.put(OutboxRig.text("customer", "Cards are down.", ANN));
            untilStates(rig, first, Map.of(ANN, "waiting"));

            long second = rig.put(OutboxRig.text("customer", "Cards work again.", ANN));
            rig.send();

            untilStates(rig, second, Map.of(ANN, "sent"));
            untilStates(rig, first, Map.of(ANN, "superseded"));
            assertThat(taken(rig)).containsExactly(ANN + " Cards work again.");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theLastWordReachesOnlyThoseWhoWereTold(On on) {
        try (OutboxRig rig = new OutboxRig(on).prepare().send()) {
            rig.twilio.refuse(BEN, "21211");
            long first = rig.put(OutboxRig.text("customer", "Cards are down.", ANN, BEN));
            long other = rig.put(OutboxRig.text("branches", "Branches are closed.", CLAIRE));
            untilStates(rig, first, Map.of(ANN, "sent", BEN, "failed"));
            untilStates(rig, other, Map.of(CLAIRE, "sent"));

            long last = rig.put(lastWord("Cards work again."));

            untilStates(rig, last, Map.of(ANN, "sent"));
            untilDone(rig, "customer");
            assertThat(rig.twilio.taken().stream()
                            .filter(sms -> sms.body().equals("Cards work again."))
                            .map(TwilioStandIn.Sms::to))
                    .containsExactly(ANN);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theLastWordWaitsForAnUnclearSendAndReachesItsReceiver(On on) {
        try (OutboxRig rig = new OutboxRig(on).prepare().send()) {
            rig.twilio.next(Fault.slow(Duration.ofMillis(1500)));
            rig.put(OutboxRig.text("customer", "Cards are down.", ANN));
            soon().until(() -> rig.twilio.taken().size() == 1);

            long last = rig.put(lastWord("Cards work again."));

            untilStates(rig, last, Map.of(ANN, "sent"));
            assertThat(taken(rig)).containsExactly(ANN + " Cards are down.", ANN + " Cards work again.");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSlackPostIsEditedInPlace(On on) {
        try (OutboxRig rig = new OutboxRig(on).prepare().send()) {
            long first = rig.put(post("Cards are down."));
            untilStates(rig, first, Map.of("#floor-cards", "sent"));

            long second = rig.put(post("Cards work again."));
            untilStates(rig, second, Map.of("#floor-cards", "sent"));

            assertThat(rig.slack.posts())
                    .singleElement()
                    .returns("Cards work again.", SlackStandIn.Post::text)
                    .returns("INC-7/guidance#2", SlackStandIn.Post::key)
                    .returns(1, SlackStandIn.Post::edits);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSlackPostAndAnEditWhoseAnswersAreLostAreFoundByAsking(On on) {
        try (OutboxRig rig = new OutboxRig(on).prepare().send()) {
            rig.slack.next(Fault.dropAfterAccept());
            long first = rig.put(post("Cards are down."));
            untilStates(rig, first, Map.of("#floor-cards", "sent"));
            assertThat(rig.asked(first)).isPositive();

            rig.slack.next(Fault.dropAfterAccept());
            long second = rig.put(post("Cards work again."));
            untilStates(rig, second, Map.of("#floor-cards", "sent"));
            assertThat(rig.asked(second)).isPositive();

            assertThat(rig.slack.posts())
                    .singleElement()
                    .returns("Cards work again.", SlackStandIn.Post::text)
                    .returns(1, SlackStandIn.Post::edits);
            assertThat(rig.slack.requests()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsEditedInPlaceIsAskedAboutForAsLongAsSlackIsDown(On on) {
        DeliverySettings usual = OutboxRig.settings(Duration.ofMillis(200), DeliverySettings.Unclear.REPEAT);
        DeliverySettings hasty = new DeliverySettings(
                usual.connectTimeout(),
                usual.readTimeout(),
                usual.lease(),
                usual.firstAsk(),
                usual.grace(),
                Duration.ofMillis(500),
                usual.holdAtMost(),
                usual.backOff(),
                usual.backOffAtMost(),
                usual.tries(),
                usual.unclearUpdates(),
                usual.pagePatience(),
                usual.healthAfter(),
                usual.healthWindow());
        try (OutboxRig rig = new OutboxRig(on, hasty, 50).prepare().send()) {
            rig.slack.add("#floor-cards");
            rig.slack.outage(Fault.status(500));
            long id = rig.put(post("Cards are down."));
            soon().until(() -> rig.asked(id) > 1);
            assertThat(rig.states(id)).isEqualTo(Map.of("#floor-cards", "unknown"));
            rig.slack.outage(null);
            untilStates(rig, id, Map.of("#floor-cards", "sent"));
            assertThat(rig.slack.posts())
                    .singleElement()
                    .returns("Cards are down.", SlackStandIn.Post::text)
                    .returns(0, SlackStandIn.Post::edits);
        }
    }

    @ParameterizedTest
    @EnumSource
    void slackIsBelievedOnlyWhatItSignedJustNow(On on) {
        try (OutboxRig rig = new OutboxRig(on)) {
            byte[] body = SLACK_BODY.getBytes(StandardCharsets.UTF_8);
            byte[] changed = SLACK_BODY.replace("roadrunner", "roadrunnes").getBytes(StandardCharsets.UTF_8);
            String stamp = String.valueOf(SLACK_AT.getEpochSecond());
            SlackSignature now = rig.slackSignature(new At(SLACK_AT));

            assertThat(now.fault(body, stamp, SLACK_SIGNATURE)).isNull();
            assertThat(now.fault(changed, stamp, SLACK_SIGNATURE)).contains("signing-secret");
            assertThat(now.fault(body, stamp, SLACK_SIGNATURE.replace("503", "504")))
                    .contains("signing-secret");
            assertThat(now.fault(body, stamp, null)).contains("no stamp and signature");
            assertThat(now.fault(body, null, SLACK_SIGNATURE)).contains("no stamp and signature");

            // the same stamp, seen from a clock ten minutes behind it and ten minutes past it
            assertThat(rig.slackSignature(new At(SLACK_AT.minusSeconds(600))).fault(body, stamp, SLACK_SIGNATURE))
                    .contains("600 s in the future");
            assertThat(rig.slackSignature(new At(SLACK_AT.plusSeconds(600))).fault(body, stamp, SLACK_SIGNATURE))
                    .contains("600 s old");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReceiptIsBelievedOnlyWithTwiliosSignature(On on) {
        try (OutboxRig rig = new OutboxRig(on).prepare().send()) {
            long id = rig.put(OutboxRig.text("customer", "Cards are down.", ANN));
            untilStates(rig, id, Map.of(ANN, "sent"));
            String sid = rig.twilio.taken().get(0).sid();

            assertThat(rig.twilio.receipt(sid, "delivered", null).status()).isEqualTo(204);

            OutboxRig.Called called = rig.called.remove();
            String path = called.pathAndQuery();
            String signature = String.valueOf(called.signature());
            assertThat(path).startsWith("/twilio/status?delivery=" + rig.delivery(id) + "&attempt=");
            assertThat(rig.inboundSms.signed(path, called.form(), signature)).isTrue();

            Map<String, String> changed = new HashMap<>(called.form());
            changed.put("MessageStatus", "failed");
            assertThat(rig.inboundSms.signed(path, changed, signature)).isFalse();
            assertThat(rig.inboundSms.signed(path + "0", called.form(), signature))
                    .isFalse();
            assertThat(rig.inboundSms.signed(path, called.form(), "AAAAAAAAAAAAAAAAAAAAAAAAAAA="))
                    .isFalse();
            assertThat(rig.inboundSms.signed(path, called.form(), null)).isFalse();

            rig.transaction.executeWithoutResult(
                    tx -> rig.inboundSms.receipt(rig.delivery(id), 1, sid, "delivered", null));
            rig.transaction.executeWithoutResult(tx -> rig.inboundSms.receipt(rig.delivery(id), 1, sid, "sent", null));
            assertThat(rig.states(id)).isEqualTo(Map.of(ANN, "delivered"));
        }
    }

    /** A clock that stands. */
    private record At(Instant at) implements Times {
        @Override
        public Instant in(World world) {
            return at;
        }

        @Override
        public Instant real() {
            return at;
        }

        @Override
        public boolean settable() {
            return false;
        }
    }
}
