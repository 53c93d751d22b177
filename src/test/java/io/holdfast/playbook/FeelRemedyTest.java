package io.holdfast.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeelRemedyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "not(\"crm\"              | Close '(' with ')'.",
                "duration(\"PT5M\"))      | Open with '(' what ')' closes, or leave it out.",
                "[1, 2)                   | Open with '(' what ')' closes, or leave it out.",
                "\"crm                    | Close the text with a quote (\").",
                "not(\"a) b\")            | Quote texts",
                "]0..1[ x                 | Quote texts",
                "command team             | Quote texts",
            })
    void aMissingBracketOrQuoteIsNamed(String cell, String remedy) {
        assertThat(FeelRemedy.of(cell, "Quote texts")).isEqualTo(remedy);
    }
}
