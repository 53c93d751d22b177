package io.holdfast.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.delivery.OutboxRig.On;
import io.holdfast.standin.Fault;
import io.holdfast.standin.TwilioStandIn;
import io.holdfast.time.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who can't be reached in one channel is reached in the next, once. */
@Execution(ExecutionMode.CONCURRENT)
class NextChannelTest {
    private static final String LEE = "+447700900011";
    private static final Audience LEE_BY_BOTH = new Audience.Addresses(List.of(
            new Audience.Address("person:lee", Channel.SLACK, "U01LEE000", "en"),
            new Audience.Address("person:lee", Channel.SMS, LEE, "en")));

    private static NewMessage message(NewMessage.Kind kind, Audience audience, String body, boolean edit) {
        return new NewMessage(
                World.LIVE,
                "INC-7",
                "page/owner",
                kind,
                2,
                audience,
                List.of(new NewMessage.Text(Channel.SLACK, "en", body), new NewMessage.Text(Channel.SMS, "en", body)),
                edit,
                edit,
                null,
                null,
                kind == NewMessage.Kind.PAGE,
                "an owner is wanted",
                1,
                1);
    }

    private static List<String> texts(OutboxRig rig) {
        return rig.twilio.to(LEE).stream().map(TwilioStandIn.Sms::body).toList();
    }

    @ParameterizedTest
    @EnumSource
    void aPageThatArrivesIsNotRepeatedInTheNextChannel(On on) {
        // A busy machine may post late; that it is not yet through is another test's matter.
        DeliverySettings patient =
                OutboxRig.settings(Duration.ofMillis(200), DeliverySettings.Unclear.REPEAT, Duration.ofSeconds(20));
        try (OutboxRig rig = new OutboxRig(on, patient, 50).prepare().send()) {
            rig.put(message(NewMessage.Kind.PAGE, LEE_BY_BOTH, "You are needed.", false));
            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            rig.progress("page/owner").orElseThrow().state().equals("done"));
            assertThat(rig.slack.posts()).hasSize(1);
            assertThat(texts(rig)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whileSlackFailsAPageReachesItsPersonByTextOnceAndThenSlackShowsWhatHoldsNow(On on) {
        try (OutboxRig rig = new OutboxRig(on).prepare().send()) {
            rig.slack.outage(Fault.status(500));
            rig.put(message(NewMessage.Kind.PAGE, LEE_BY_BOTH, "You are needed.", false));
            await().atMost(Duration.ofSeconds(20)).until(() -> texts(rig).size() == 1);
            rig.put(message(NewMessage.Kind.PAGE, new Audience.ToldEarlier(), "Dana has taken it.", true));
            rig.slack.outage(null);
            await().atMost(Duration.ofSeconds(40))
                    .until(() ->
                            rig.progress("page/owner").orElseThrow().state().equals("done"));
            assertThat(texts(rig)).containsExactly("You are needed.", "Dana has taken it.");
            assertThat(rig.slack.posts()).noneMatch(p -> p.text().contains("You are needed"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theNextChannelHasItsOwnPatienceBeforeAThirdIsOpened(On on) {
        Audience byThree = new Audience.Addresses(List.of(
                new Audience.Address("person:lee", Channel.SLACK, "U01LEE000", "en"),
                new Audience.Address("person:lee", Channel.SMS, LEE, "en"),
                new Audience.Address("person:lee", Channel.VOICE, LEE, "en")));
        NewMessage page = message(NewMessage.Kind.PAGE, byThree, "You are needed.", false);
        List<NewMessage.Text> texts = new ArrayList<>(page.texts());
        texts.add(new NewMessage.Text(Channel.VOICE, "en", "You are needed."));
        try (OutboxRig rig = new OutboxRig(on).prepare().send()) {
            rig.slack.outage(Fault.status(500));
            rig.twilio.next(Fault.slow(Duration.ofMillis(600)));
            long id = rig.put(new NewMessage(
                    page.world(),
                    page.incident(),
                    page.stream(),
                    page.kind(),
                    page.urgency(),
                    byThree,
                    texts,
                    false,
                    false,
                    null,
                    null,
                    true,
                    page.reason(),
                    1,
                    1));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> rig.db
                                    .sql(
                                            "SELECT COUNT(*) FROM delivery WHERE message_id = :id AND channel = 'sms' AND state = 'sent'")
                                    .param("id", id)
                                    .query(Long.class)
                                    .single()
                            == 1);
            assertThat(rig.db
                            .sql("SELECT channel FROM delivery WHERE message_id = :id ORDER BY channel")
                            .param("id", id)
                            .query(String.class)
                            .list())
                    .containsExactly("slack", "sms");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRefusedNumberIsTriedInTheNextChannel(On on) {
        Audience textFirst = new Audience.Addresses(List.of(
                new Audience.Address("person:lee", Channel.SMS, LEE, "en"),
                new Audience.Address("person:lee", Channel.SLACK, "U01LEE000", "en")));
        try (OutboxRig rig = new OutboxRig(on).prepare().send()) {
            rig.twilio.refuse(LEE, "21614");
            rig.put(message(NewMessage.Kind.GUIDANCE, textFirst, "Use the questions.", false));
            await().atMost(Duration.ofSeconds(20)).until(() -> rig.slack.posts().size() == 1);
            rig.put(message(NewMessage.Kind.GUIDANCE, textFirst, "Use the questions, still.", false));
            await().atMost(Duration.ofSeconds(20)).until(() -> rig.slack.posts().size() == 2);
            assertThat(rig.twilio.requests())
                    .as("the number proved wrong at the first time")
                    .isEqualTo(1);
        }
    }
}
