package io.holdfast.drill;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Indicator;
import io.holdfast.catalog.Mode;
import io.holdfast.catalog.Scenario;
import io.holdfast.catalog.Verdict;
import io.holdfast.engine.DueSource;
import io.holdfast.engine.Nudges;
import io.holdfast.engine.Worker;
import io.holdfast.evidence.Actor;
import io.holdfast.incident.Scope;
import io.holdfast.playbook.Playbooks;
import io.holdfast.resolve.Modes;
import io.holdfast.resolve.Readings;
import io.holdfast.time.Ids;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Live exercises: a real mode is switched in a few regions for a while, watched, and put back. A real incident, a person, or an
 * indicator that turns bad or falls silent breaks one off, and its mode is put back at once.
 */
@Component
class LiveExercises extends Worker implements DueSource {
    /** So long a node that died keeps others from its exercise. */
    private static final Duration LEASE = Duration.ofSeconds(20);

    /** An exercise whose window does not come is left. */
    private static final Duration MOST_WAIT = Duration.ofDays(7);

    private static final Actor SELF = new Actor.Self("drill");

    private final DrillRows rows;
    private final Modes modes;
    private final Readings readings;
    private final RealTrouble trouble;
    private final Playbooks playbooks;
    private final ExerciseWords words;
    private final Nudges nudges;
    private final Times times;
    private final TransactionTemplate transaction;
    private final String node;

    LiveExercises(
            DrillRows rows,
            Modes modes,
            Readings readings,
            RealTrouble trouble,
            Playbooks playbooks,
            ExerciseWords words,
            Nudges nudges,
            Times times,
            TransactionTemplate transaction,
            Ids ids) {
        super("live-exercises", Duration.ofSeconds(1));
        this.rows = rows;
        this.modes = modes;
        this.readings = readings;
        this.trouble = trouble;
        this.playbooks = playbooks;
        this.words = words;
        this.nudges = nudges;
        this.times = times;
        this.transaction = transaction;
        this.node = ids.id();
    }

    /** What must come of it, in words. */
    List<String> expectations(Scenario.Live live, Catalog catalog) {
        String mode = mode(live, catalog).name();
        return List.of(
                "The mode “" + mode + "” is on in " + String.join(", ", live.regions()),
                "The signals are good while it is on",
                "Nothing breaks it off",
                "It is put back");
    }

    private static Mode mode(Scenario.Live live, Catalog catalog) {
        return catalog.mode(live.journey(), live.modeId()).orElseThrow();
    }

    @Override
    protected boolean work() {
        boolean any = false;
        for (DrillRow row : liveOnes()) {
            Instant now = times.real();
            boolean moves = List.of("waiting", "running", "clearing").contains(row.stage());
            if (moves && rows.take(row.number(), node, now, now.plus(LEASE))) {
                any |= move(row.number());
            }
        }
        return any;
    }

    private List<DrillRow> liveOnes() {
        return rows.withPeople().stream().filter(DrillRow::live).toList();
    }

    private boolean move(long number) {
        DrillRow row = rows.find(number).orElseThrow();
        Scenario scenario = Objects.requireNonNull(
                playbooks.number(row.playbook()).scenarios().get(row.scenario()));
        Scenario.Live live = Objects.requireNonNull(scenario.live());
        return switch (row.stage()) {
            case "waiting" -> begin(row, scenario, live);
            case "running" -> watch(row, scenario, live);
            default -> clear(row, live);
        };
    }

    // ---- before

    private boolean begin(DrillRow row, Scenario scenario, Scenario.Live live) {
        Instant now = times.in(World.LIVE);
        if (row.aborted() != null) {
            return leave(row, row.aborted());
        }
        if (!now.isBefore(row.beginsAt().plus(MOST_WAIT))) {
            return leave(row, "Its window did not come within " + MOST_WAIT.toDays() + " days");
        }
        if (live.window() != null && !open(live.window(), now)) {
            return false;
        }
        Optional<String> against = against(live);
        if (against.isPresent()) {
            return leave(row, "Not begun: " + against.get());
        }
        try {
            transaction.executeWithoutResult(tx -> switchOn(row, scenario, live, now));
        } catch (IllegalStateException refused) {
            return leave(row, "Not begun: " + refused.getMessage());
        }
        return true;
    }

    private void switchOn(DrillRow row, Scenario scenario, Scenario.Live live, Instant now) {
        String by = Objects.requireNonNull(row.approvedBy());
        String id = modes.switchOn(
                        World.LIVE,
                        live.journey(),
                        live.modeId(),
                        new Scope(live.regions(), List.of(), List.of()),
                        null,
                        "Live exercise " + row.id() + ": " + row.name(),
                        new Actor.Person(by))
                .id();
        rows.switched(row.number(), id, now);
        words.begins(row, live, now.plus(scenario.lasts()));
    }

    private boolean open(Scenario.Window window, Instant now) {
        ZonedDateTime there = now.atZone(playbooks.current(World.LIVE).catalog().zone());
        LocalTime time = there.toLocalTime();
        return Scenario.isOne(window.days(), there.getDayOfWeek())
                && !time.isBefore(LocalTime.parse(window.from()))
                && time.isBefore(LocalTime.parse(window.to()));
    }

    /** It was never switched: nothing is to be put back. */
    private boolean leave(DrillRow row, String why) {
        transaction.executeWithoutResult(tx -> {
            rows.aborted(row.number(), why);
            over(row);
        });
        return true;
    }

    // ---- while it is on

    private boolean watch(DrillRow row, Scenario scenario, Scenario.Live live) {
        Modes.Course course = modes.course(Objects.requireNonNull(row.switchId()));
        Instant now = times.in(World.LIVE);
        if (course.state().equals("switching")) {
            return false;
        }
        boolean on = course.state().equals("on") || course.state().equals("verified");
        if (on) {
            judge(row, 0, true, "it was", now);
        }
        if (!on) {
            // Its own signals, its hard end or a person was faster. One that never came on has failed; nobody broke it
            // off.
            transaction.executeWithoutResult(tx -> {
                if (course.backBecause() != null && wasOn(row)) {
                    rows.aborted(row.number(), course.backBecause());
                }
                rows.stage(row.number(), "clearing");
            });
            return true;
        }
        Optional<String> against = Optional.ofNullable(row.aborted()).or(() -> against(live));
        if (against.isPresent()) {
            transaction.executeWithoutResult(tx -> {
                rows.aborted(row.number(), against.get());
                modes.undo(
                        World.LIVE, live.journey(), live.modeId(), row.id() + " is broken off: " + against.get(), SELF);
                rows.stage(row.number(), "clearing");
            });
            return true;
        }
        if (now.isBefore(row.beginsAt().plus(scenario.lasts()))) {
            return false;
        }
        transaction.executeWithoutResult(tx -> {
            modes.failBack(Objects.requireNonNull(row.switchId()), SELF);
            rows.stage(row.number(), "clearing");
        });
        return true;
    }

    private Optional<String> against(Scenario.Live live) {
        Optional<String> incident = trouble.now().map(key -> key + " is going on");
        if (incident.isPresent()) {
            return incident;
        }
        Scope scope = new Scope(live.regions(), List.of(), List.of());
        for (Scenario.Abort abort : live.abort()) {
            Verdict verdict = readings.of(World.LIVE, abort.metric(), abort.journey(), scope);
            if (verdict == Verdict.UNKNOWN) {
                return Optional.of("nothing is heard of “" + label(abort) + "”");
            }
            if (verdict == Verdict.BAD
                    || verdict == Verdict.STRAINED && abort.is().equals("strained")) {
                return Optional.of("“" + label(abort) + "” is " + verdict.name().toLowerCase(Locale.ROOT));
            }
        }
        return Optional.empty();
    }

    private String label(Scenario.Abort abort) {
        return playbooks.current(World.LIVE).catalog().journey(abort.journey()).stream()
                .flatMap(j -> j.indicators().stream())
                .filter(i -> i.metric().equals(abort.metric()))
                .map(Indicator::label)
                .findFirst()
                .orElse(abort.metric());
    }

    // ---- after

    private boolean clear(DrillRow row, Scenario.Live live) {
        Modes.Course course = modes.course(Objects.requireNonNull(row.switchId()));
        if (!course.state().equals("off") && !course.state().equals("refused")) {
            return false;
        }
        Instant now = times.in(World.LIVE);
        transaction.executeWithoutResult(tx -> {
            String why = row.aborted() != null ? row.aborted() : course.backBecause();
            judge(row, 0, false, "it never came on", now);
            judge(
                    row,
                    1,
                    course.verifiedAt() != null,
                    course.verifiedAt() != null ? "they are" : "they did not say so",
                    now);
            judge(row, 2, why == null, why == null ? "nothing did" : why, now);
            judge(row, 3, true, "it is", now);
            words.over(row, live, why);
            over(row);
        });
        return true;
    }

    private boolean wasOn(DrillRow row) {
        return rows.expected(row.number()).get(0).outcome().equals("passed");
    }

    /** What is known stays known. */
    private void judge(DrillRow row, int place, boolean met, String why, Instant now) {
        if (rows.expected(row.number()).get(place).outcome().equals("pending")) {
            rows.judged(row.number(), place, met ? "passed" : "failed", why, met ? now : null);
        }
    }

    private void over(DrillRow row) {
        rows.stage(row.number(), "over");
        nudges.push(World.LIVE, row.id(), "drill-over", null);
    }

    @Override
    public Optional<Instant> nextDue(World world) {
        if (!world.isLive()) {
            return Optional.empty();
        }
        return liveOnes().stream()
                .filter(row -> row.stage().equals("running"))
                .map(row -> row.beginsAt()
                        .plus(Objects.requireNonNull(playbooks
                                        .number(row.playbook())
                                        .scenarios()
                                        .get(row.scenario()))
                                .lasts()))
                .min(Instant::compareTo);
    }
}
