package io.holdfast.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.drill.Drill;
import io.holdfast.time.World;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a change does to a scenario, whether or not anybody expected it. */
class DrillComparisonTest {
    private static final Instant BEGINS = Instant.parse("2026-03-20T09:00:00Z");

    private static Drill drill(int number) {
        return new Drill(
                "DRILL-" + number,
                "sandbox",
                "silence",
                "A source falls silent",
                World.drill(number),
                number,
                Drill.State.PASSED,
                BEGINS,
                BEGINS,
                List.of(),
                List.of(new Drill.Expected("It ends as “resolved”", "passed", "it ended", BEGINS)),
                null,
                "replay",
                BEGINS,
                BEGINS,
                "over",
                null,
                null);
    }

    @Test
    void whatGoesOtherwiseAndIsExpectedByNobodyIsMerelyDifferent() {
        Replay.Case found = DrillComparison.of(
                        drill(1),
                        Map.of("Severity", "SEV2", "Pages and calls for tasks", "2: at +1, +6 min"),
                        drill(2),
                        Map.of("Severity", "SEV2", "Pages and calls for tasks", "2: at +1, +7 min"))
                .orElseThrow();
        assertThat(found.verdict()).isEqualTo("different");
        assertThat(found.before()).containsExactly("Pages and calls for tasks: 2: at +1, +6 min");
        assertThat(found.after()).containsExactly("Pages and calls for tasks: 2: at +1, +7 min");
    }

    @Test
    void whatGoesAsBeforeIsNoCase() {
        Map<String, String> course = Map.of("Severity", "SEV2");
        assertThat(DrillComparison.of(drill(1), course, drill(2), course)).isEmpty();
    }
}
