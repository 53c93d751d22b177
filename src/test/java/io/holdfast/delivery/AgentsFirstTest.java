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

/** Customers call once they are told: agents must have read by then what holds. */
@Execution(ExecutionMode.CONCURRENT)
class AgentsFirstTest {
    private static final String CALLER = "+447700900021";

    private static NewMessage said(
            String stream,
            NewMessage.Kind kind,
            Audience audience,
            Channel channel,
            String body,
            @Nullable Long after) {
        NewMessage plain = OutboxRig.message(stream, audience, channel, body, false);
        return new NewMessage(
                plain.world(),
                plain.incident(),
                plain.stream(),
                kind,
                plain.urgency(),
                plain.audience(),
                plain.texts(),
                false,
                false,
                after,
                null,
                false,
                plain.reason(),
                1,
                1);
    }

    private static long guidance(OutboxRig rig, String queue, String body) {
        return rig.put(said(
                "guidance/" + queue,
                NewMessage.Kind.GUIDANCE,
                OutboxRig.addresses(Channel.SLACK, "#floor-" + queue),
                Channel.SLACK,
                body,
                null));
    }

    private static long word(OutboxRig rig, long after) {
        return rig.put(said(
                "customer",
                NewMessage.Kind.UPDATE,
                OutboxRig.addresses(Channel.SMS, CALLER),
                Channel.SMS,
                "We help you by phone.",
                after));
    }

    private static void until(OutboxRig rig, long message, String state) {
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        List.of(state).equals(List.copyOf(rig.states(message).values())));
    }

    @ParameterizedTest
    @EnumSource
    void whatReplacedTheGuidanceThatItWaitsForIsWaitedForTooAndSoIsWhatOtherQueuesRead(On on) {
        try (OutboxRig rig = new OutboxRig(on).prepare().send()) {
            long first = guidance(rig, "cards", "Keep the usual checks.");
            until(rig, first, "sent");
            rig.slack.next(Fault.tooMany(2));
            long newer = guidance(rig, "cards", "Ask three questions first.");
            long others = guidance(rig, "payments", "Ask three questions first.");
            long word = word(rig, first);
            until(rig, word, "sent");
            assertThat(rig.states(newer)).containsValue("sent");
            assertThat(rig.states(others)).containsValue("sent");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsAboutToBeWrittenForAgentsSinceTheFactsHaveChangedIsWaitedFor(On on) {
        try (OutboxRig rig = new OutboxRig(on).prepare().send()) {
            long first = guidance(rig, "cards", "Keep the usual checks.");
            until(rig, first, "sent");
            rig.db.sql("""
                            INSERT INTO nudge (world, incident_key, kind, ref, due_at, attempts)
                            VALUES ('live', 'INC-7', 'facts-changed', '', CURRENT_TIMESTAMP, 0)
                            """).update();
            long word = word(rig, first);
            await().during(Duration.ofMillis(700))
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> List.of("waiting")
                            .equals(List.copyOf(rig.states(word).values())));
            rig.db.sql("DELETE FROM nudge").update();
            until(rig, word, "sent");
        }
    }
}
