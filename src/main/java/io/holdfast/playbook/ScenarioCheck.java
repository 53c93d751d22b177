package io.holdfast.playbook;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Scenario;
import io.holdfast.catalog.Team;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.xml.ModelException;
import org.jspecify.annotations.Nullable;

/** Whether a scenario can be run at all, and whether what it expects can come true. */
final class ScenarioCheck {
    private static final List<String> CHANNELS = List.of("slack", "sms", "email", "voice");
    private static final List<String> TROUBLES = List.of("fails", "rejects", "loses");
    private static final List<String> END_TROUBLES = List.of("fails", "rejects", "silent");
    private static final List<String> TOLD = List.of("agents", "customers", "staff");
    private static final List<String> STATES =
            List.of("proposed", "on", "verified", "rolling-back", "failing-back", "off", "refused");
    private static final List<String> STATUSES = List.of("investigating", "identified", "monitoring", "resolved");
    private static final List<String> ENDINGS =
            List.of("resolved", "false-alarm", "duplicate", "declined", "cancelled");
    private static final List<String> KINDS = List.of("alert", "measurement", "report", "notice", "change");
    private static final List<String> SEVERITIES = List.of("SEV1", "SEV2", "SEV3", "SEV4");
    private static final int MOST_CUSTOMERS = 900;

    private final PlaybookFiles files;
    private final Catalog catalog;
    private final List<Fault> faults;
    private final Set<String> tasks;
    private String path = "";

    private ScenarioCheck(PlaybookFiles files, Catalog catalog, List<Fault> faults) {
        this.files = files;
        this.catalog = catalog;
        this.faults = faults;
        this.tasks = tasks(files);
    }

    /** @param partly whether the catalog could not be read whole: then what scenarios name is not held against it */
    static void check(PlaybookFiles files, Catalog catalog, boolean partly, List<Fault> faults) {
        Map<String, Scenario> scenarios = ScenarioReader.read(files, faults);
        if (partly) {
            return;
        }
        ScenarioCheck check = new ScenarioCheck(files, catalog, faults);
        scenarios.forEach(check::check);
    }

    private static Set<String> tasks(PlaybookFiles files) {
        Set<String> tasks = new java.util.TreeSet<>();
        PlaybookFiles diagrams = files.diagrams();
        for (String path : diagrams.paths()) {
            try {
                Models.diagram(diagrams.bytes(path))
                        .getModelElementsByType(UserTask.class)
                        .forEach(task -> tasks.add(task.getId()));
            } catch (ModelException e) {
                return Set.of(); // told where diagrams are checked
            }
        }
        return tasks;
    }

    private void check(String id, Scenario s) {
        path = ScenarioReader.FOLDER + id + ".yaml";
        if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            fault(null, "'" + id + "' is no name of a scenario.", "Use small letters, digits and hyphens.");
        }
        if (s.live() != null) {
            LiveCheck.check(s, s.live(), catalog, told());
            return;
        }
        starts(s.starts());
        Scenario.Schedule schedule = s.schedule();
        if (schedule != null) {
            schedule.days().forEach(day -> known("schedule.days", day, Scenario.DAYS));
            told().time("schedule.at", schedule.at());
        }
        early("trouble", s.trouble(), s);
        each("customers", s.customers(), (place, c) -> customers(place, c));
        each("signals", s.signals(), (place, stream) -> stream(place, stream, s));
        each("channels", s.channels(), (place, trouble) -> {
            known(place + ".channel", trouble.channel(), CHANNELS);
            known(place + ".does", trouble.does(), TROUBLES);
            early(place + ".from", trouble.from(), s);
        });
        each("actions", s.actions(), (place, trouble) -> {
            known(place + ".to", trouble.to(), ends());
            known(place + ".does", trouble.does(), END_TROUBLES);
            early(place + ".from", trouble.from(), s);
        });
        each("people", s.people(), (place, hand) -> {
            if (!tasks.isEmpty()) {
                known(place + ".task", hand.task(), tasks);
            }
        });
        if (s.signals().isEmpty()) {
            fault("signals", "Nothing comes in.", "Write at least one signal: without any nothing is drilled.");
        }
        if (s.expect().isEmpty()) {
            fault(
                    "expect",
                    "Nothing is expected of it.",
                    "Write at least one expectation: a drill that can't fail shows nothing.");
        }
        each("expect", s.expect(), (place, e) -> expectation(place, e, s));
    }

    private void starts(@Nullable String starts) {
        if (starts == null) {
            fault("starts", "It is missing.", "Write a day and time, as 2026-03-10T10:30, in the house's zone.");
            return;
        }
        try {
            LocalDateTime.parse(starts);
        } catch (DateTimeException e) {
            fault(
                    "starts",
                    "'" + starts + "' is no day and time.",
                    "Write it as 2026-03-10T10:30, in the house's zone.");
        }
    }

    private List<String> ends() {
        return catalog.journeys().stream()
                .flatMap(journey -> journey.modes().stream())
                .flatMap(mode -> mode.actions().stream())
                .map(action -> action.to() == null ? action.id() : action.to())
                .distinct()
                .toList();
    }

    private interface Look<T> {
        void at(String place, T item);
    }

    private static <T> void each(String list, List<T> items, Look<T> look) {
        for (int i = 0; i < items.size(); i++) {
            look.at(list + "[" + (i + 1) + "]", items.get(i));
        }
    }

    private void customers(String place, Scenario.Customers c) {
        if (c.count() < 1 || c.count() > MOST_CUSTOMERS) {
            fault(
                    place + ".count",
                    c.count() + " customers can't be made up.",
                    "Write a number from 1 to " + MOST_CUSTOMERS + ".");
        }
        known(place + ".locale", c.locale(), catalog.locales());
        c.journeys().forEach(j -> journey(place + ".journeys", j));
        c.consents().forEach(channel -> known(place + ".consents", channel, List.of("sms", "email", "voice")));
    }

    private void stream(String place, Scenario.Stream stream, Scenario s) {
        early(place + ".at", stream.at(), s);
        if (stream.recorded() != null) {
            String file = ScenarioReader.FOLDER + stream.recorded();
            if (!files.has(file)) {
                fault(
                        place + ".recorded",
                        "There is no file " + file + ".",
                        "Put the recorded signals there, one a line.");
            } else if (new String(files.bytes(file), StandardCharsets.UTF_8).isBlank()) {
                fault(
                        place + ".recorded",
                        "The file " + file + " is empty.",
                        "Put the recorded signals there, one a line.");
            }
            if (!stream.signal().isEmpty()) {
                fault(place, "It has recorded signals and one of its own.", "Keep one of 'recorded' and 'signal'.");
            }
            return;
        }
        Object kind = stream.signal().get("kind");
        if (kind == null) {
            fault(place + ".signal.kind", "It is missing.", "Write one of: " + String.join(", ", KINDS) + ".");
        } else {
            known(place + ".signal.kind", kind.toString(), KINDS);
        }
        if (stream.signal().get("journey") instanceof String j) {
            journey(place + ".signal.journey", j);
        }
        if (stream.signal().get("dependency") instanceof String d) {
            known(
                    place + ".signal.dependency",
                    d,
                    catalog.dependencies().stream().map(Dependency::id).toList());
        }
        boolean measures = "measurement".equals(kind);
        if (measures && stream.value() == null && !(stream.signal().get("value") instanceof Number)) {
            fault(
                    place + ".value",
                    "A measurement without a value.",
                    "Write 'value: {from: 0.99, to: 0.80, over: PT10M}', or a number in the signal.");
        }
        if (!measures && stream.value() != null) {
            fault(
                    place + ".value",
                    "Only a measurement has a value.",
                    "Remove it, or make the signal's kind 'measurement'.");
        }
        if (stream.until() != null && stream.every() == null) {
            fault(place + ".until", "It comes once only.", "Write 'every: PT1M' beside it, or remove it.");
        }
    }

    private void expectation(String place, Scenario.Expectation e, Scenario s) {
        List<Object> subjects = Stream.<@Nullable Object>of(
                        e.incidents(),
                        e.suspect(),
                        e.severity(),
                        e.owner(),
                        e.commander(),
                        e.mode(),
                        e.told(),
                        e.status(),
                        e.ending(),
                        e.task(),
                        e.apart())
                .filter(Objects::nonNull)
                .toList();
        if (subjects.size() != 1) {
            fault(
                    place,
                    subjects.isEmpty() ? "It expects nothing." : "It expects several things at once.",
                    "Write one of: incidents, suspect, severity, owner, commander, mode, told, status, ending, task, apart.");
            return;
        }
        if (e.suspect() != null) {
            known(
                    place + ".suspect",
                    e.suspect(),
                    catalog.dependencies().stream().map(Dependency::id).toList());
        }
        if (e.severity() != null) {
            known(place + ".severity", e.severity(), SEVERITIES);
        }
        if (e.owner() != null) {
            known(
                    place + ".owner",
                    e.owner(),
                    catalog.teams().stream().map(Team::id).toList());
        }
        if (e.mode() != null) {
            mode(place + ".mode", e.mode());
        }
        if (e.becomes() != null) {
            known(place + ".becomes", e.becomes(), STATES);
            if (e.mode() == null) {
                fault(
                        place + ".becomes",
                        "It says of no mode what becomes of it.",
                        "Write 'mode: journey/mode' beside it.");
            }
        }
        if (e.status() != null) {
            known(place + ".status", e.status(), STATUSES);
        }
        if (e.ending() != null) {
            known(place + ".ending", e.ending(), ENDINGS);
        }
        if (e.task() != null && !tasks.isEmpty()) {
            known(place + ".task", e.task(), tasks);
        }
        told(place + ".told", e.told(), s);
        if (e.by() != null) {
            known(place + ".by", e.by(), CHANNELS);
        }
        if (e.share() != null && !(e.share() >= 0 && e.share() <= 1)) {
            fault(place + ".share", "'" + e.share() + "' is no share.", "Write a number from 0 to 1.");
        }
        if (e.most() != null && (e.told() == null || e.share() != null || e.never() != null)) {
            fault(
                    place + ".most",
                    "It says of nobody how many.",
                    "Write 'told: customers' beside it, without 'share' and 'never'.");
        }
        if (e.incidents() != null && e.within() != null) {
            fault(place + ".within", "How many incidents there are is seen at the end.", "Remove it.");
        }
        if (e.within() != null && e.within().plus(s.troubleAt()).compareTo(s.lasts()) > 0) {
            fault(
                    place + ".within",
                    "It can't come true: the drill is over after " + s.lasts() + ", and the trouble begins after "
                            + s.troubleAt() + ".",
                    "Let the drill last longer, or expect it sooner.");
        }
    }

    private void told(String place, @Nullable String who, Scenario s) {
        if (who == null) {
            return;
        }
        known(place, who, TOLD);
        if (who.equals("customers") && s.customers().isEmpty()) {
            fault(place, "The drill has no customers.", "Write some at 'customers:', else nobody can be told.");
        }
    }

    private void mode(String place, String mode) {
        int slash = mode.indexOf('/');
        String journey = slash < 0 ? mode : mode.substring(0, slash);
        if (!journey(place, journey)) {
            return;
        }
        List<String> modes = catalog.journey(journey).orElseThrow().modes().stream()
                .map(m -> journey + "/" + m.id())
                .toList();
        known(place, mode, modes);
    }

    private boolean journey(String place, String id) {
        return known(place, id, catalog.journeys().stream().map(Journey::id).toList());
    }

    private boolean known(String place, String word, Collection<String> words) {
        return told().known(place, word, words);
    }

    private void early(String place, @Nullable Duration at, Scenario s) {
        if (at != null && at.compareTo(s.lasts()) >= 0) {
            fault(
                    place,
                    "It comes after " + at + ", when the drill is over.",
                    "Let the drill last longer than " + s.lasts() + ", or let it come sooner.");
        }
    }

    private void fault(@Nullable String place, String what, String remedy) {
        told().add(place, what, remedy);
    }

    private ScenarioFaults told() {
        return new ScenarioFaults(path, faults);
    }
}
