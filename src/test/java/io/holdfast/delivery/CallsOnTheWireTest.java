package io.holdfast.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.twilio.twiml.voice.Say;
import io.holdfast.standin.Fault;
import io.holdfast.standin.PhoneCall;
import io.holdfast.standin.TwilioStandIn;
import io.holdfast.time.SettableClock;
import io.holdfast.time.Times;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Telephone calls over the real wire to the strict stand-in. */
@NullUnmarked
class CallsOnTheWireTest {
    private static final String ACCOUNT = "AC0123456789abcdef0123456789abcdef";
    private static final String ANN = "+447700900001";
    private static final String NUMBER = "+15005550006";
    private static final UnaryOperator<Set<String>> NOBODYS = all -> Set.of();

    private final Times times = new SettableClock(false);
    private TwilioStandIn twilio;

    @BeforeEach
    void listen() {
        twilio = new TwilioStandIn(0, ACCOUNT, "token", times, null);
    }

    @AfterEach
    void end() {
        twilio.close();
    }

    private TwilioVoice voice(String origin, @Nullable String from) {
        return new TwilioVoice(
                ACCOUNT,
                "token",
                from,
                new TwilioHttp(URI.create(origin), Letters.PATIENCE),
                () -> "https://holdfast.example");
    }

    private TwilioVoice voice() {
        return voice(twilio.origin(), NUMBER);
    }

    private Claimed to(String number) {
        return Letters.claimed(
                Channel.VOICE,
                "subscriber:1",
                number,
                "es",
                "Le llama <Smith & Söhne>:\nno hay \"pagos\".",
                times.real());
    }

    @Test
    void aCallSaysItsTextTwiceInTheReadersLanguageAndTellsWhereToReport() {
        Outcome outcome = voice().send(to(ANN));

        PhoneCall call = twilio.phone().taken().get(0);
        assertThat(outcome).isEqualTo(new Outcome.Taken(call.sid(), null, false));
        assertThat(call.said())
                .containsExactly(
                        "Le llama <Smith & Söhne>: no hay \"pagos\".", "Le llama <Smith & Söhne>: no hay \"pagos\".");
        assertThat(call.twiml()).contains("language=\"es-ES\"", "&lt;Smith &amp;");
        assertThat(call.to()).isEqualTo(ANN);
        assertThat(call.from()).isEqualTo(NUMBER);
        assertThat(call.statusCallback()).isEqualTo("https://holdfast.example/twilio/call?delivery=4711&attempt=2");
    }

    @Test
    void everyLocaleHasAVoiceThatTwilioSpeaks() {
        assertThat(Spoken.language("en")).isEqualTo(Say.Language.EN_GB);
        assertThat(Spoken.language("en-US")).isEqualTo(Say.Language.EN_US);
        assertThat(Spoken.language("es")).isEqualTo(Say.Language.ES_ES);
        assertThat(Spoken.language("es-CL")).isEqualTo(Say.Language.ES_ES);
        assertThat(Spoken.language("pt_BR")).isEqualTo(Say.Language.PT_BR);
        assertThat(Spoken.language("nb")).isEqualTo(Say.Language.NB_NO);
        assertThat(Spoken.language("xx")).isEqualTo(Say.Language.EN_GB);
    }

    @Test
    void aLostAnswerIsFoundByAskingAndACallOfAnotherDeliveryIsNotTakenForIt() {
        voice().send(to(ANN));
        String others = twilio.phone().taken().get(0).sid();
        twilio.phone().next(Fault.dropAfterAccept());

        assertThat(voice().send(to(ANN))).isEqualTo(new Outcome.Unknown("no-answer"));

        String mine = twilio.phone().taken().get(1).sid();
        assertThat(voice().find(to(ANN), all -> Set.of(others))).isEqualTo(new Found.Yes(mine, null, false));
        assertThat(voice().find(to("+447700900002"), NOBODYS)).isEqualTo(new Found.No());
        assertThat(voice().find(to(ANN), all -> all)).isEqualTo(new Found.No());
    }

    @Test
    void whatWasCalledBeforeThisAttemptIsNotIt() {
        voice().send(to(ANN));
        Claimed later = Letters.claimed(
                Channel.VOICE, "subscriber:1", ANN, "es", "x", times.real().plusSeconds(60));
        assertThat(voice().find(later, NOBODYS)).isEqualTo(new Found.No());
    }

    @Test
    void onlyWhatProvesThatNothingWasTakenIsTriedAgain() throws IOException {
        twilio.phone().next(Fault.tooMany(7));
        assertThat(voice().send(to(ANN))).isEqualTo(new Outcome.NotTaken("20429", Duration.ofSeconds(7), true));
        twilio.phone().next(Fault.status(500));
        assertThat(voice().send(to(ANN))).isInstanceOf(Outcome.Unknown.class);
        twilio.phone().next(Fault.slow(Duration.ofSeconds(2)));
        assertThat(voice().send(to(ANN))).isEqualTo(new Outcome.Unknown("no-answer"));
        try (ServerSocket once = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = once.getLocalPort();
            once.close();
            TwilioVoice nobody = voice("http://127.0.0.1:" + port, NUMBER);
            assertThat(nobody.send(to(ANN))).isEqualTo(new Outcome.NotTaken("not-connected", null, true));
            assertThat(nobody.find(to(ANN), NOBODYS)).isInstanceOf(Found.CannotAsk.class);
        }
    }

    @Test
    void whatTwilioRefusesIsRefusedForGoodWithItsCode() {
        assertThat(voice().send(to("12345"))).isEqualTo(new Outcome.Refused("21211", Outcome.Mark.BAD));
        assertThat(voice(twilio.origin(), "Northbank").send(to(ANN)))
                .isEqualTo(new Outcome.Refused("21212", Outcome.Mark.SENDER));
        twilio.phone().refuse(ANN, "21217");
        assertThat(voice().send(to(ANN))).isEqualTo(new Outcome.Refused("21217", Outcome.Mark.BAD));
        twilio.phone().refuse(ANN, "21215");
        assertThat(voice().send(to(ANN))).isEqualTo(new Outcome.Refused("21215", Outcome.Mark.NONE));
        assertThat(voice(twilio.origin(), null).send(to(ANN)))
                .isEqualTo(new Outcome.Refused("no-caller", Outcome.Mark.NONE));
        assertThat(twilio.phone().taken()).isEmpty();
    }

    @Test
    void nobodyIsCalledWithinATransaction() {
        TransactionSynchronizationManager.setActualTransactionActive(true);
        try {
            assertThatThrownBy(() -> voice().send(to(ANN))).isInstanceOf(IllegalStateException.class);
        } finally {
            TransactionSynchronizationManager.setActualTransactionActive(false);
        }
        assertThat(twilio.phone().taken()).isEmpty();
    }
}
