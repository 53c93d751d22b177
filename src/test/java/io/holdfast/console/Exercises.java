package io.holdfast.console;

import io.holdfast.catalog.Scenario;
import io.holdfast.drill.Drill;
import io.holdfast.drill.Drills;
import io.holdfast.evidence.Actor;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Three scenarios and their runs: one passed, one failed, one never run. */
final class Exercises implements Drills {
    private static final Instant BEGINS = Instant.parse("2026-03-10T10:30:00Z");

    static final Map<String, Scenario> SCENARIOS = Map.of(
            "crm-slow", scenario("The CRM slows down at peak", "Records open later and later, and nothing is down."),
            "alert-storm", scenario("A storm of alerts", "Five hundred alerts of one cause come in ten seconds."),
            "silence", scenario("Nothing comes in any more", "The source falls silent, and silence is not good."));

    private final List<Drill> all = List.of(
            drill(
                    "DRILL-4",
                    "alert-storm",
                    Drill.State.FAILED,
                    new Drill.Expected("It is one incident", "failed", "There were 3 incidents at the end", null)),
            drill("DRILL-3", "crm-slow", Drill.State.PASSED));

    private static Scenario scenario(String name, String about) {
        return new Scenario(
                name,
                about,
                "2026-03-10T10:30",
                Duration.ofHours(2),
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static Drill drill(String id, String scenario, Drill.State state, Drill.Expected... more) {
        List<Drill.Expected> expected = new java.util.ArrayList<>(List.of(new Drill.Expected(
                "The first suspect is Customer records, within 8 min",
                "passed",
                "the first suspect is crm",
                BEGINS.plusSeconds(240))));
        expected.addAll(List.of(more));
        return new Drill(
                id,
                "sandbox",
                scenario,
                java.util.Objects.requireNonNull(SCENARIOS.get(scenario)).name(),
                new World(id.toLowerCase(java.util.Locale.ROOT)),
                12,
                state,
                BEGINS,
                BEGINS.plus(Duration.ofHours(2)),
                List.of(id + "-INC-1"),
                expected,
                null,
                "kai",
                Instant.parse("2026-11-22T09:00:00Z"),
                Instant.parse("2026-11-22T09:00:12Z"),
                "over",
                null,
                null);
    }

    @Override
    public Drill start(String scenario, boolean realTime, Actor by) {
        return all.get(1);
    }

    @Override
    public Drill rehearse(String scenario, long playbook) {
        return all.get(1);
    }

    @Override
    public void forget(long playbook, String why) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Drill> last(String scenario, long playbook) {
        return Optional.empty();
    }

    @Override
    public Drill tabletop(String scenario, Actor by) {
        return all.get(1);
    }

    /** A live one that waits for a yes. */
    private static Drill asked() {
        return new Drill(
                "DRILL-5",
                "live",
                "silence",
                "Call-backs in eu-west, for real",
                World.LIVE,
                12,
                Drill.State.RUNNING,
                BEGINS,
                BEGINS,
                List.of(),
                List.of(new Drill.Expected("It is put back", "pending", null, null)),
                null,
                "omar",
                BEGINS,
                null,
                "asked",
                null,
                null);
    }

    @Override
    public Drill decide(String id, boolean yes, String why, Actor by) {
        return asked();
    }

    @Override
    public Drill stop(String id, String why, Actor by) {
        return asked();
    }

    @Override
    public Optional<Drill> find(String id) {
        if (id.equals("DRILL-5")) {
            return Optional.of(asked());
        }
        return all.stream().filter(d -> d.id().equals(id)).findFirst();
    }

    @Override
    public List<Drill> list(@Nullable Long before, int limit) {
        return all;
    }
}
