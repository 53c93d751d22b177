package io.holdfast.console;

import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Light;
import io.holdfast.catalog.Verdict;
import io.holdfast.detect.Lights;
import io.holdfast.incident.JourneyLights;
import io.holdfast.time.World;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Journeys and their lights, in the words of the pages. */
@Component
class Lamps {

    private final Lights lights;
    private final House house;

    Lamps(Lights lights, House house) {
        this.lights = lights;
        this.house = house;
    }

    /**
     * One light.
     *
     * @param verdict the contract's word, which picks shape and colour
     * @param word what it says
     * @param figure the number behind it; null where there is none
     */
    record Lamp(
            String question,
            String verdict,
            String word,
            @Nullable String figure) {}

    /**
     * One journey.
     *
     * @param why what is seen where it is not well; empty where it is
     * @param incidents keys of open incidents that hit it
     */
    record Row(int rank, String id, String name, String owner, List<Lamp> lamps, String why, List<String> incidents) {
        /** Whether all four are good. */
        public boolean well() {
            return lamps.stream().allMatch(l -> l.verdict().equals("good"));
        }

        /** Whether one is strained or bad. */
        public boolean hit() {
            return lamps.stream()
                    .anyMatch(l -> l.verdict().equals("bad") || l.verdict().equals("strained"));
        }
    }

    /** All journeys, in their order of protection. */
    List<Row> all() {
        List<Row> rows = new ArrayList<>();
        for (Lights.JourneyState state : lights.now(World.LIVE)) {
            rows.add(new Row(
                    rows.size() + 1,
                    state.journey(),
                    state.name(),
                    house.catalog()
                            .journey(state.journey())
                            .map(Journey::owner)
                            .map(house::team)
                            .orElse(""),
                    state.lights().stream().map(Lamps::lamp).toList(),
                    why(state.lights()),
                    state.incidents()));
        }
        return rows;
    }

    /** The journeys of an incident: its own verdicts within its scope, with the figures that stand now. */
    List<Row> of(List<JourneyLights> hit) {
        List<Lights.JourneyState> now = lights.now(World.LIVE);
        List<Row> rows = new ArrayList<>();
        for (JourneyLights journey : hit) {
            List<Lights.LightState> states = now.stream()
                    .filter(s -> s.journey().equals(journey.journey()))
                    .findFirst()
                    .map(Lights.JourneyState::lights)
                    .orElse(List.of());
            List<Lamp> lamps = new ArrayList<>();
            for (Light light : Light.values()) {
                Verdict verdict = journey.of(light);
                Lights.LightState state = states.stream()
                        .filter(s -> s.light() == light)
                        .findFirst()
                        .orElse(new Lights.LightState(light, verdict, false, null, null, null));
                lamps.add(lamp(new Lights.LightState(
                        light,
                        verdict,
                        state.blind() && verdict == Verdict.UNKNOWN,
                        state.figure(),
                        state.because(),
                        state.since())));
            }
            rows.add(new Row(
                    rows.size() + 1,
                    journey.journey(),
                    house.journey(journey.journey()),
                    "",
                    lamps,
                    why(states),
                    List.of()));
        }
        return rows;
    }

    private static String why(List<Lights.LightState> states) {
        Lights.LightState worst = null;
        for (Lights.LightState state : states) {
            boolean wrong = state.verdict() == Verdict.BAD || state.verdict() == Verdict.STRAINED;
            if (wrong && (worst == null || (state.verdict() == Verdict.BAD && worst.verdict() != Verdict.BAD))) {
                worst = state;
            }
        }
        return worst == null || worst.because() == null ? "" : worst.because();
    }

    private static Lamp lamp(Lights.LightState state) {
        String word = switch (state.verdict()) {
            case GOOD -> "Good";
            case STRAINED -> "Strained";
            case BAD -> "Bad";
            case UNKNOWN -> state.blind() ? "We are blind" : "Not known";
        };
        String figure = state.figure();
        if (figure == null) {
            figure = state.blind()
                    ? "no indicator"
                    : state.verdict() != Verdict.UNKNOWN ? null : state.since() == null ? "nothing heard" : "silent";
        }
        return new Lamp(question(state.light()), state.verdict().id(), word, figure);
    }

    static String question(Light light) {
        return switch (light) {
            case REACHABILITY -> "Reach us";
            case IDENTITY -> "Prove who you are";
            case CONTEXT -> "Know the case";
            case COMPLETION -> "Finish";
        };
    }
}
