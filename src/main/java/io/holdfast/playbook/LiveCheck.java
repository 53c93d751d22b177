package io.holdfast.playbook;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import io.holdfast.catalog.Indicator;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Mode;
import io.holdfast.catalog.Scenario;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a live exercise can be run, seen, broken off, and put back. */
final class LiveCheck {
    static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    private final String path;
    private final Catalog catalog;
    private final List<Fault> faults;

    private LiveCheck(String path, Catalog catalog, List<Fault> faults) {
        this.path = path;
        this.catalog = catalog;
        this.faults = faults;
    }

    static void check(String path, Scenario s, Scenario.Live live, Catalog catalog, List<Fault> faults) {
        new LiveCheck(path, catalog, faults).check(s, live);
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
            fault(
                    "live",
                    "A live exercise has real signals, real people and a real clock.",
                    "Keep 'name', 'about', 'lasts' and 'live' only.");
        }
        if (s.schedule() != null) {
            fault(
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
            fault(
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
        if (!known("live.mode", live.mode(), modes)) {
            return;
        }
        Mode mode = catalog.mode(live.journey(), live.modeId()).orElseThrow();
        if (mode.undoes() != null) {
            fault(
                    "live.mode",
                    "It takes a change back, and stays.",
                    "Exercise a mode that is put back when it is over.");
        }
        if (mode.hardEnd() != null && s.lasts().compareTo(mode.hardEnd()) > 0) {
            fault(
                    "lasts",
                    "The mode ends after " + mode.hardEnd() + ", whatever happens.",
                    "Let the exercise last no longer.");
        }
        Mode.Verification verify = mode.verify();
        if (verify == null) {
            fault(
                    "live.mode",
                    "Nobody can see whether it helps: the mode has no 'verify'.",
                    "Write 'verify: {metrics: […], within: PT10M}' at the mode.");
        } else if (s.lasts().compareTo(verify.within()) <= 0) {
            fault(
                    "lasts",
                    "The mode is judged within " + verify.within() + ".",
                    "Let the exercise last longer than that, else nothing is shown.");
        }
    }

    private void regions(Scenario.Live live) {
        if (live.regions().isEmpty()) {
            fault("live.regions", "It would be everywhere at once.", "Name the one region, or few, that it touches.");
        }
        List<String> known = Stream.concat(
                        catalog.dependencies().stream().map(Dependency::region).filter(Objects::nonNull),
                        catalog.queues().stream().flatMap(q -> q.regions().stream()))
                .distinct()
                .sorted()
                .toList();
        live.regions().forEach(region -> known("live.regions", region, known));
    }

    private void window(Scenario.Window window) {
        Optional<LocalTime> from = time("live.window.from", window.from());
        Optional<LocalTime> to = time("live.window.to", window.to());
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            fault("live.window.to", "It ends before it begins.", "Write an end later on the same day.");
        }
        window.days().forEach(day -> known("live.window.days", day, DAYS));
    }

    private Optional<LocalTime> time(String place, String text) {
        try {
            return Optional.of(LocalTime.parse(text));
        } catch (DateTimeException e) {
            fault(place, "'" + text + "' is no time of day.", "Write it as 09:00.");
            return Optional.empty();
        }
    }

    private void abort(String place, Scenario.Abort abort) {
        known(place + ".is", abort.is(), List.of("strained", "bad"));
        Optional<Journey> journey = catalog.journey(abort.journey());
        if (!known(
                place + ".journey",
                abort.journey(),
                catalog.journeys().stream().map(Journey::id).toList())) {
            return;
        }
        known(
                place + ".metric",
                abort.metric(),
                journey.orElseThrow().indicators().stream()
                        .map(Indicator::metric)
                        .toList());
    }

    private boolean known(String place, String word, Collection<String> words) {
        if (words.contains(word)) {
            return true;
        }
        fault(
                place,
                "'" + word + "' is unknown here.",
                Suggestion.of(word, words, "Write one of: " + String.join(", ", words) + "."));
        return false;
    }

    private void fault(String place, String what, String remedy) {
        faults.add(new Fault(path, place, what, remedy));
    }
}
