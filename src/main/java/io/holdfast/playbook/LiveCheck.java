package io.holdfast.playbook;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import io.holdfast.catalog.Indicator;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Mode;
import io.holdfast.catalog.Scenario;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a live exercise can be run, seen, broken off, and put back. */
final class LiveCheck {
    private final Catalog catalog;
    private final ScenarioFaults faults;

    private LiveCheck(Catalog catalog, ScenarioFaults faults) {
        this.catalog = catalog;
        this.faults = faults;
    }

    static void check(Scenario s, Scenario.Live live, Catalog catalog, ScenarioFaults faults) {
        new LiveCheck(catalog, faults).check(s, live);
    }

    private void check(Scenario s, Scenario.Live live) {
        if (s.starts() != null
                || s.trouble() != null
                || !s.customers().isEmpty()
                || !s.signals().isEmpty()
                || !s.channels().isEmpty()
                || !s.actions().isEmpty()
                || !s.people().isEmpty()
                || !s.expect().isEmpty()) {
            faults.add(
                    "live",
                    "A live exercise has real signals, real people and a real clock.",
                    "Keep 'name', 'about', 'lasts' and 'live' only.");
        }
        if (s.schedule() != null) {
            faults.add(
                    "schedule",
                    "A live exercise is asked for by a person.",
                    "Remove it; 'window' says when it may begin.");
        }
        mode(s, live);
        regions(live);
        if (live.window() != null) {
            window(live.window());
        }
        if (live.abort().isEmpty()) {
            faults.add(
                    "live.abort",
                    "Nothing breaks it off.",
                    "Write at least one: '{journey: reach-team, metric: abandonment_rate, is: bad}'.");
        }
        for (int i = 0; i < live.abort().size(); i++) {
            abort("live.abort[" + (i + 1) + "]", live.abort().get(i));
        }
    }

    private void mode(Scenario s, Scenario.Live live) {
        List<String> modes = catalog.journeys().stream()
                .flatMap(j -> j.modes().stream().map(m -> j.id() + "/" + m.id()))
                .toList();
        if (!faults.known("live.mode", live.mode(), modes)) {
            return;
        }
        Mode mode = catalog.mode(live.journey(), live.modeId()).orElseThrow();
        if (mode.undoes() != null) {
            faults.add(
                    "live.mode",
                    "It takes a change back, and stays.",
                    "Exercise a mode that is put back when it is over.");
        }
        if (mode.hardEnd() != null && s.lasts().compareTo(mode.hardEnd()) > 0) {
            faults.add(
                    "lasts",
                    "The mode ends after " + mode.hardEnd() + ", whatever happens.",
                    "Let the exercise last no longer.");
        }
        Mode.Verification verify = mode.verify();
        if (verify == null) {
            faults.add(
                    "live.mode",
                    "Nobody can see whether it helps: the mode has no 'verify'.",
                    "Write 'verify: {metrics: […], within: PT10M}' at the mode.");
        } else if (s.lasts().compareTo(verify.within()) <= 0) {
            faults.add(
                    "lasts",
                    "The mode is judged within " + verify.within() + ".",
                    "Let the exercise last longer than that, else nothing is shown.");
        }
    }

    private void regions(Scenario.Live live) {
        if (live.regions().isEmpty()) {
            faults.add(
                    "live.regions", "It would be everywhere at once.", "Name the one region, or few, that it touches.");
        }
        List<String> known = Stream.concat(
                        catalog.dependencies().stream().map(Dependency::region).filter(Objects::nonNull),
                        catalog.queues().stream().flatMap(q -> q.regions().stream()))
                .distinct()
                .sorted()
                .toList();
        live.regions().forEach(region -> faults.known("live.regions", region, known));
    }

    private void window(Scenario.Window window) {
        Optional<LocalTime> from = faults.time("live.window.from", window.from());
        Optional<LocalTime> to = faults.time("live.window.to", window.to());
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            faults.add("live.window.to", "It ends before it begins.", "Write an end later on the same day.");
        }
        window.days().forEach(day -> faults.known("live.window.days", day, Scenario.DAYS));
    }

    private void abort(String place, Scenario.Abort abort) {
        faults.known(place + ".is", abort.is(), List.of("strained", "bad"));
        Optional<Journey> journey = catalog.journey(abort.journey());
        if (!faults.known(
                place + ".journey",
                abort.journey(),
                catalog.journeys().stream().map(Journey::id).toList())) {
            return;
        }
        faults.known(
                place + ".metric",
                abort.metric(),
                journey.orElseThrow().indicators().stream()
                        .map(Indicator::metric)
                        .toList());
    }
}
