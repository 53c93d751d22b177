package io.holdfast.updates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.playbook.Decision;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However a table works it out: words to customers never follow each other without end. */
class CadenceTest {

    private static Decision answers(Map<String, Object> row) {
        return new Decision("processes/decisions/update-cadence.dmn", 1, 1, List.of(row), List.of("r1"));
    }

    @ParameterizedTest
    @CsvSource({"PT10M,PT10M", "PT1M,PT1M", "PT59S,PT1M", "PT0S,PT1M", "-PT10M,PT1M"})
    void theNextWordComesNoSoonerThanAMinuteAfterTheLast(Duration worked, Duration followed) {
        assertThat(Cadence.every(answers(Map.of("every", worked)))).isEqualTo(followed);
    }

    @Test
    void aTableThatSaysNothingIsNamed() {
        assertThatThrownBy(() -> Cadence.every(answers(Map.of())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("update-cadence.dmn");
    }
}
