package io.holdfast.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormCheckTest {
    private static final List<Field> FORM = List.of(
            new Field("verdict", "Verdict", "enum", true, List.of(new Option("send", "Send it")), null, null),
            new Field("left", "Calls left", "long", false, List.of(), null, null),
            new Field("over", "Wave is over", "boolean", false, List.of(), null, null),
            new Field("due", "Due", "date", false, List.of(), null, null),
            new Field("why", "Why", "text", false, List.of(), null, null));

    @Test
    void answersComeOutInTheFormsTypes() {
        assertThat(FormCheck.check(
                        FORM,
                        Map.of("verdict", "send", "left", 12, "over", "on", "due", "2026-11-30", "why", " because ")))
                .containsEntry("left", 12L)
                .containsEntry("over", true)
                .containsEntry("due", "2026-11-30")
                .containsEntry("why", "because");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "verdict | maybe     | 'Verdict' is one of send, not 'maybe'",
                "verdict | ''        | 'Verdict' needs an answer",
                "left    | 1.5       | 'Calls left' is a whole number, not '1.5'",
                "over    | perhaps   | 'Wave is over' is true or false, not 'perhaps'",
                "due     | tomorrow  | 'Due' is a date such as 2026-11-30, not 'tomorrow'",
                "nope    | x         | This task has no field 'nope'; it has verdict, left, over, due, why",
            })
    void aRefusalNamesTheFieldAndWhatWouldBeRight(String field, String answer, String message) {
        Map<String, Object> answers = new java.util.HashMap<>(Map.of("verdict", "send"));
        answers.put(field, answer);
        assertThatThrownBy(() -> FormCheck.check(FORM, answers))
                .isInstanceOfSatisfying(
                        TaskRefused.class, e -> assertThat(e.field()).isEqualTo(field))
                .hasMessage(message);
    }

    @Test
    void wordsThatMayLeaveAsATextMessageAreNoLongerThanOneTakes() {
        List<Field> form = List.of(
                new Field("text.en", "The words (en)", "text", false, List.of(), null, null),
                new Field("why", "Why", "text", false, List.of(), null, null));
        assertThat(FormCheck.check(form, Map.of("text.en", "a".repeat(1_600), "why", "b".repeat(20_000))))
                .hasSize(2);
        assertThatThrownBy(() -> FormCheck.check(form, Map.of("text.en", "a".repeat(1_601))))
                .isInstanceOfSatisfying(
                        TaskRefused.class, e -> assertThat(e.field()).isEqualTo("text.en"))
                .hasMessage(
                        "'The words (en)' takes at most 1,600 characters: no text message takes more. These are 1,601");
        assertThatThrownBy(() -> FormCheck.check(form, Map.of("why", "b".repeat(20_001))))
                .hasMessage("'Why' takes at most 20,000 characters. These are 20,001");
    }
}
