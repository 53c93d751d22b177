package io.holdfast.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever wants no more texts is understood as he writes it; who wants something else is not. */
class ConsentWordTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "STOP",
                "  stop. ",
                "Stop!!",
                "Stop texting me!!",
                "stop please",
                "STOP STOP",
                "Opt out",
                "unsubscribe",
                "BAJA",
                "baja por favor",
                "Parar",
                "dar de baja",
                "No más mensajes",
                "Cancel"
            })
    void thisEndsTexts(String body) {
        assertThat(ConsentWord.of(body)).isEqualTo(ConsentWord.STOP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"START", "start.", "Unstop", "alta"})
    void thisBeginsThemAgain(String body) {
        assertThat(ConsentWord.of(body)).isEqualTo(ConsentWord.START);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "STATUS", "stop my card", "Cancel my card", "when does it end?", "😡", "ok", "no"})
    void thisSaysNothingAboutTexts(String body) {
        assertThat(ConsentWord.of(body)).isEqualTo(ConsentWord.NEITHER);
    }
}
