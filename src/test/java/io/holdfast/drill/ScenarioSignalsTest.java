package io.holdfast.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.catalog.Scenario;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScenarioSignalsTest {
    private static final Instant BEGINS = Instant.parse("2026-03-10T10:00:00Z");

    private static Scenario scenario(Scenario.Stream... streams) {
        return new Scenario(
                "Slow",
                "It gets slow.",
                "2026-03-10T10:00",
                Duration.ofMinutes(10),
                null,
                List.of(),
                List.of(streams),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static Scenario.Stream stream(
            @Nullable Duration at, @Nullable Duration every, @Nullable Duration until, Scenario.Ramp ramp) {
        return new Scenario.Stream(
                at, every, until, Map.of("kind", "measurement", "metric", "load_seconds"), ramp, null);
    }

    @Test
    void aRampGoesEvenlyFromOneValueToTheOtherAndStays() {
        Scenario.Ramp ramp = new Scenario.Ramp(1, 3, Duration.ofMinutes(4), null);

        assertThat(IntStream.rangeClosed(0, 6).mapToObj(n -> ScenarioSignals.value(ramp, Duration.ofMinutes(n), 0, n)))
                .containsExactly(1.0, 1.5, 2.0, 2.5, 3.0, 3.0, 3.0);
    }

    @Test
    void noiseStaysWithinItsBoundsGoesBothWaysAndIsTheSameInEveryRun() {
        Scenario.Ramp ramp = new Scenario.Ramp(10, 10, null, 0.5);
        List<Double> once = IntStream.range(0, 200)
                .mapToObj(n -> ScenarioSignals.value(ramp, Duration.ofMinutes(n), 1, n))
                .toList();

        assertThat(once).allMatch(v -> v >= 9.5 && v <= 10.5);
        assertThat(once.stream().filter(v -> v < 10).count()).isBetween(60L, 140L);
        assertThat(once)
                .isEqualTo(IntStream.range(0, 200)
                        .mapToObj(n -> ScenarioSignals.value(ramp, Duration.ofMinutes(n), 1, n))
                        .toList());
    }

    @Test
    void rowsOfSignalsAreMixedInOrderOfTimeEachWithAnIdOfItsOwn() {
        List<ScenarioSignals.Told> told = ScenarioSignals.of(
                scenario(
                        stream(
                                Duration.ofMinutes(1),
                                Duration.ofMinutes(2),
                                Duration.ofMinutes(5),
                                new Scenario.Ramp(1, 1, null, null)),
                        stream(null, null, null, new Scenario.Ramp(2, 2, null, null))),
                BEGINS,
                file -> new byte[0]);

        assertThat(told)
                .extracting(ScenarioSignals.Told::at)
                .containsExactly(Duration.ZERO, Duration.ofMinutes(1), Duration.ofMinutes(3), Duration.ofMinutes(5));
        assertThat(told.get(0).body()).contains("\"id\":\"scenario-1-0\"", "\"at\":\"2026-03-10T10:00:00Z\"", "2.0");
        assertThat(told.get(2).body()).contains("\"id\":\"scenario-0-1\"", "\"at\":\"2026-03-10T10:03:00Z\"");
    }

    @Test
    void recordedSignalsComeAtTheirOwnPaceFromWhereTheyBegin() {
        String file = """
                {"kind":"alert","title":"second","at":"2025-01-01T00:02:00Z"}
                {"kind":"alert","title":"first","at":"2025-01-01T00:00:30Z"}
                """;
        List<ScenarioSignals.Told> told = ScenarioSignals.of(
                scenario(new Scenario.Stream(Duration.ofMinutes(3), null, null, Map.of(), null, "old.ndjson")),
                BEGINS,
                name -> file.getBytes(StandardCharsets.UTF_8));

        assertThat(told)
                .extracting(ScenarioSignals.Told::at)
                .containsExactly(Duration.ofMinutes(3), Duration.ofSeconds(270));
        assertThat(told.get(0).body()).contains("first", "2026-03-10T10:03:00Z");
    }
}
