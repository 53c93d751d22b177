package io.holdfast.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.delivery.OutboxRig.On;
import io.holdfast.standin.Fault;
import io.holdfast.standin.SlackStandIn;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who reads a post that is edited is told in its thread what changed: once, and never instead of the edit. */
@Execution(ExecutionMode.CONCURRENT)
class ThreadRepliesTest {
    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20));
    }

    private static long put(OutboxRig rig, String body) {
        return rig.put(OutboxRig.message(
                "guidance", OutboxRig.addresses(Channel.SLACK, "#floor-cards"), Channel.SLACK, body, true));
    }

    private static void shows(OutboxRig rig, String body) {
        soon().untilAsserted(
                        () -> assertThat(rig.slack.posts()).singleElement().returns(body, SlackStandIn.Post::text));
        soon().until(() -> rig.progress("guidance").orElseThrow().state().equals("done"));
    }

    private static List<String> replies(OutboxRig rig) {
        return rig.slack.posts().stream()
                .flatMap(p -> rig.slack.replies(p.ts()).stream())
                .map(SlackStandIn.Post::text)
                .toList();
    }

    /** Nothing is left to be told. */
    private static void quiet(OutboxRig rig) {
        soon().until(() -> Stream.of(
                        "SELECT COUNT(*) FROM slack_change",
                        "SELECT COUNT(*) FROM message WHERE state = 'sending'",
                        "SELECT COUNT(*) FROM delivery WHERE state IN ('waiting', 'sending', 'unknown')")
                .allMatch(count -> rig.db.sql(count).query(Long.class).single() == 0));
    }

    @ParameterizedTest
    @EnumSource
    void whatAnEditChangedIsSaidOnceInItsThread(On on) {
        try (OutboxRig rig = new OutboxRig(on).prepare().send()) {
            put(rig, "*Cards*\n*Do* ask\n*Say* sorry");
            shows(rig, "*Cards*\n*Do* ask\n*Say* sorry");
            put(rig, "*Cards*\n*Do* wait\n*Say* sorry");
            shows(rig, "*Cards*\n*Do* wait\n*Say* sorry");
            soon().until(() -> replies(rig).size() == 1);
            put(rig, "*Cards*\n*Do* wait\n*Say* thanks");
            soon().until(() -> replies(rig).size() == 2);
            quiet(rig);
            assertThat(replies(rig)).containsExactly("CHANGED Do: wait / ask", "CHANGED Say: thanks / sorry");
            assertThat(rig.slack.posts()).singleElement().returns(2, SlackStandIn.Post::edits);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEditThatNobodyWouldNoticeIsNotSpokenOf(On on) {
        try (OutboxRig rig = new OutboxRig(on).prepare().send()) {
            put(rig, "*Cards*\n*Do* ask");
            shows(rig, "*Cards*\n*Do* ask");
            put(rig, "*Cards*\n*Do*  ask");
            shows(rig, "*Cards*\n*Do*  ask");
            rig.put(new NewMessageWithFooter("*Cards*\n*Do* ask", "_Read by 1 of 2_").message());
            shows(rig, "*Cards*\n*Do* ask\n_Read by 1 of 2_");
            quiet(rig);
            assertThat(replies(rig)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTaskThatIsDoneSaysSoItselfAndNotInItsThread(On on) {
        try (OutboxRig rig = new OutboxRig(on).prepare().send()) {
            put(rig, "*Mitigate: sign-in fails*\nINC-7 · what stops the harm?\nDue at 14:29");
            shows(rig, "*Mitigate: sign-in fails*\nINC-7 · what stops the harm?\nDue at 14:29");
            put(rig, "~Mitigate~ Done by Dana: sign-in fails\nINC-7");
            shows(rig, "~Mitigate~ Done by Dana: sign-in fails\nINC-7");
            quiet(rig);
            assertThat(replies(rig)).isEmpty();
        }
    }

    /** Guidance that somebody has read. */
    private record NewMessageWithFooter(String body, String footer) {
        NewMessage message() {
            NewMessage plain = OutboxRig.message(
                    "guidance", OutboxRig.addresses(Channel.SLACK, "#floor-cards"), Channel.SLACK, body, true);
            return new NewMessage(
                    plain.world(),
                    plain.incident(),
                    plain.stream(),
                    plain.kind(),
                    plain.urgency(),
                    plain.audience(),
                    List.of(new NewMessage.Text(Channel.SLACK, "en", body, List.of(), footer)),
                    true,
                    false,
                    null,
                    null,
                    false,
                    plain.reason(),
                    1,
                    1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReplyWhoseAnswerIsLostIsFoundInTheThreadAndNotRepeated(On on) {
        try (OutboxRig rig = new OutboxRig(on).prepare().send()) {
            put(rig, "*Do* ask");
            shows(rig, "*Do* ask");
            rig.slack.nextOf("chat.postMessage", Fault.dropAfterAccept());
            put(rig, "*Do* wait");
            soon().until(() -> replies(rig).size() == 1);
            quiet(rig);
            assertThat(replies(rig)).containsExactly("CHANGED Do: wait / ask");
            assertThat(rig.slack.called()).contains("conversations.replies");
            assertThat(rig.slack.requests()).as("a post, an edit and a reply").isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEditWhoseAnswerIsLostIsSpokenOfOnceItIsFound(On on) {
        try (OutboxRig rig = new OutboxRig(on).prepare().send()) {
            put(rig, "*Do* ask");
            shows(rig, "*Do* ask");
            rig.slack.next(Fault.dropAfterAccept());
            put(rig, "*Do* wait");
            soon().until(() -> replies(rig).size() == 1);
            quiet(rig);
            assertThat(replies(rig)).containsExactly("CHANGED Do: wait / ask");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNodeThatDiesWithAReplyOnTheWireLeavesItToAnotherWhoAsks(On on) {
        try (OutboxRig rig = new OutboxRig(on).prepare().send();
                OutboxRig other = rig.another()) {
            put(rig, "*Do* ask");
            shows(rig, "*Do* ask");
            rig.slack.nextOf("chat.postMessage", Fault.slow(Duration.ofMillis(800)));
            put(rig, "*Do* wait");
            soon().until(() -> replies(rig).size() == 1);
            rig.lose();
            other.prepare().send();
            quiet(other);
            assertThat(replies(rig)).containsExactly("CHANGED Do: wait / ask");
        }
    }

    @ParameterizedTest
    @EnumSource
    void repliesThatFailHoldUpNoEditAndAreTakenTogether(On on) {
        try (OutboxRig rig = new OutboxRig(on).prepare().send()) {
            put(rig, "*Do* 0");
            shows(rig, "*Do* 0");
            rig.slack.outage("chat.postMessage", Fault.tooMany(1));
            for (int i = 1; i <= 4; i++) {
                put(rig, "*Do* " + i);
                shows(rig, "*Do* " + i);
            }
            assertThat(replies(rig)).isEmpty();
            rig.slack.outage("chat.postMessage", null);
            soon().until(() -> replies(rig).size() == 2);
            quiet(rig);
            assertThat(replies(rig)).containsExactly("CHANGED Do: 1 / 0", "CHANGED Do: 4 / 1");
            assertThat(rig.slack.posts()).singleElement().returns(4, SlackStandIn.Post::edits);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReplyThatIsRefusedIsGivenUpAndAThreadThatIsGoneIsLeftAlone(On on) {
        try (OutboxRig rig = new OutboxRig(on).prepare().send()) {
            put(rig, "*Do* ask");
            shows(rig, "*Do* ask");
            rig.slack.nextOf("chat.postMessage", Fault.refuse("restricted_action_thread_locked"));
            put(rig, "*Do* wait");
            shows(rig, "*Do* wait");
            quiet(rig);
            assertThat(replies(rig)).isEmpty();
            rig.slack.delete(rig.slack.posts().get(0).ts());
            put(rig, "*Do* go on");
            shows(rig, "*Do* go on");
            quiet(rig);
            assertThat(replies(rig)).isEmpty();
        }
    }
}
