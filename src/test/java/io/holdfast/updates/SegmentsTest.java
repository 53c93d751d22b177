package io.holdfast.updates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SegmentsTest {
    @Test
    void oneTextHoldsHundredAndSixtyCharactersAndSeveralHoldSevenLessEach() {
        assertThat(Segments.of("")).isEqualTo(new Segments(0, 1, "GSM-7"));
        assertThat(Segments.of("a".repeat(160))).isEqualTo(new Segments(160, 1, "GSM-7"));
        assertThat(Segments.of("a".repeat(161))).isEqualTo(new Segments(161, 2, "GSM-7"));
        assertThat(Segments.of("a".repeat(306)).count()).isEqualTo(2);
        assertThat(Segments.of("a".repeat(307)).count()).isEqualTo(3);
    }

    @Test
    void spanishLettersOfTheAlphabetAreFreeAndTheOthersCostTheWholeText() {
        assertThat(Segments.of("¿Qué número? Mañana, à bientôt"
                                .replace("ú", "u")
                                .replace("ô", "o"))
                        .encoding())
                .isEqualTo("GSM-7");
        assertThat(Segments.of("número")).isEqualTo(new Segments(6, 1, "UCS-2"));
        assertThat(Segments.of("í".repeat(70)).count()).isEqualTo(1);
        assertThat(Segments.of("í".repeat(71)).count()).isEqualTo(2);
        assertThat(Segments.of("í".repeat(135)).count()).isEqualTo(3);
    }

    @Test
    void signsOfTheExtensionTableTakeTwoAndAreNotSplit() {
        assertThat(Segments.of("€".repeat(80))).isEqualTo(new Segments(160, 1, "GSM-7"));
        assertThat(Segments.of("€".repeat(81)).count()).isEqualTo(2);
        // 76 signs fill 152 of 153 places; the next begins a new segment.
        assertThat(Segments.of("€".repeat(152)).count()).isEqualTo(2);
        assertThat(Segments.of("€".repeat(153)).count()).isEqualTo(3);
    }

    @Test
    void aPictureTakesTwoUnitsAndIsNotSplit() {
        assertThat(Segments.of("😀")).isEqualTo(new Segments(2, 1, "UCS-2"));
        assertThat(Segments.of("😀".repeat(35)).count()).isEqualTo(1);
        // 33 pictures fill 66 of 67 places.
        assertThat(Segments.of("😀".repeat(66)).count()).isEqualTo(2);
        assertThat(Segments.of("😀".repeat(67)).count()).isEqualTo(3);
    }
}
