package io.holdfast.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.catalog.ModeAction;
import io.holdfast.standin.ActionStandIn;
import io.holdfast.standin.WebhookStandIn;
import io.holdfast.time.SettableClock;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Webhooks on the wire, against a stand-in as strict as Standard Webhooks asks. */
class WebhookActionsTest {
    private static final String SECRET = "whsec_aG9sZGZhc3QtdGVzdC1zZWNyZXQtMzItYnl0ZXMtbG9uZw==";
    private static final ModeAction ACTION = new ModeAction(
            "ivr",
            "webhook",
            "Webhook to the IVR",
            "ivr",
            null,
            Map.of("menu", "short"),
            Map.of(),
            List.of(),
            Map.of(),
            List.of(),
            null,
            new ModeAction.Verify(null, null, Map.of("menu", "short")),
            new ModeAction.Undo(Map.of("menu", "usual"), Map.of(), Map.of(), List.of()));

    private final Times times = new SettableClock(false);
    private final WebhookStandIn other = new WebhookStandIn(0, SECRET, times);
    private final WebhookActions webhooks = new WebhookActions(times);

    @AfterEach
    void close() {
        TransactionSynchronizationManager.setActualTransactionActive(false);
        other.close();
    }

    private ActionEndpoints.Reached end(String secret) {
        return new ActionEndpoints.Reached(URI.create(other.url("ivr")), secret, URI.create(other.stateUrl("ivr")));
    }

    private static ActionCall call(String key) {
        return new ActionCall(
                World.LIVE, key, "s1", "INC-1", "sign-in", "security-questions", false, ACTION, ACTION.send(), 1);
    }

    @Test
    void aSignedWebhookIsTakenOnceHoweverOftenItIsSent() {
        assertThat(webhooks.send(call("k1"), end(SECRET)).kind()).isEqualTo(ActionOutcome.Kind.DONE);
        assertThat(webhooks.send(call("k1"), end(SECRET)).kind()).isEqualTo(ActionOutcome.Kind.DONE);
        assertThat(other.inner().log()).singleElement().satisfies(e -> {
            assertThat(e.asked().send()).isEqualTo(Map.of("menu", "short"));
            assertThat(e.times()).isEqualTo(2);
        });
    }

    @Test
    void aWrongSecretIsRefusedForGoodAndNothingIsTaken() {
        ActionOutcome outcome = webhooks.send(call("k1"), end("whsec_b3RoZXItc2VjcmV0"));
        assertThat(outcome.kind()).isEqualTo(ActionOutcome.Kind.REFUSED);
        assertThat(outcome.words()).isEqualTo("It refused with 401");
        assertThat(other.refused()).containsExactly("the signature is wrong");
        assertThat(other.inner().log()).isEmpty();
    }

    @Test
    void withoutASecretNothingIsSent() {
        ActionEndpoints.Reached end = new ActionEndpoints.Reached(URI.create(other.url("ivr")), null, null);
        assertThat(webhooks.send(call("k1"), end).words()).isEqualTo("No secret is set: holdfast.actions.ivr.secret");
        assertThat(other.inner().asked()).isEmpty();
    }

    @Test
    void aCutAnswerIsUnknownInOneRequestAndItsStateTellsWhetherItTook() {
        assertThat(webhooks.ask(call("k1"), end(SECRET)).kind()).isEqualTo(ActionOutcome.Kind.REFUSED);
        other.inner().trouble(a -> true, true, ActionStandIn.Answer.SILENT);
        assertThat(webhooks.send(call("k1"), end(SECRET)).kind()).isEqualTo(ActionOutcome.Kind.UNKNOWN);
        assertThat(other.inner().asked()).containsExactly("k1");
        assertThat(webhooks.ask(call("k1"), end(SECRET)).kind()).isEqualTo(ActionOutcome.Kind.DONE);
    }

    @Test
    void whatIsBusyIsTriedLaterAndNobodyThereIsNotTaken() {
        other.inner().trouble(a -> true, false, ActionStandIn.Answer.BUSY);
        assertThat(webhooks.send(call("k1"), end(SECRET)).kind()).isEqualTo(ActionOutcome.Kind.NOT_TAKEN);
        ActionEndpoints.Reached nobody = end(SECRET);
        other.close();
        assertThat(webhooks.send(call("k1"), nobody).kind()).isEqualTo(ActionOutcome.Kind.NOT_TAKEN);
    }

    @Test
    void nothingIsSentWithinATransaction() {
        TransactionSynchronizationManager.setActualTransactionActive(true);
        assertThatThrownBy(() -> webhooks.send(call("k1"), end(SECRET)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("within a transaction");
        assertThat(other.inner().asked()).isEmpty();
    }
}
