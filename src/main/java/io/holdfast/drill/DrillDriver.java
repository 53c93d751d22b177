package io.holdfast.drill;

import io.holdfast.catalog.Scenario;
import io.holdfast.detect.RehearsedSignals;
import io.holdfast.engine.DueSource;
import io.holdfast.engine.Nudges;
import io.holdfast.engine.Worker;
import io.holdfast.engine.WorldWork;
import io.holdfast.evidence.Actor;
import io.holdfast.incident.Ending;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.playbook.Playbook;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.Ids;
import io.holdfast.time.SettableClock;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Drives drills: where a drill's world has come to rest, its clock steps to the next moment at which something is due. One node drives a
 * drill at a time; where it dies, another one goes on from the rows.
 */
@Component
class DrillDriver extends Worker {
    private static final Logger log = LoggerFactory.getLogger(DrillDriver.class);
    private static final Duration LEASE = Duration.ofSeconds(20);
    private static final int RESTLESS = 5_000;

    private final DrillRows rows;
    private final Sights sights;
    private final Hands hands;
    private final RehearsedSignals signals;
    private final Incidents incidents;
    private final Playbooks playbooks;
    private final List<WorldWork> works;
    private final List<DueSource> sources;
    private final Nudges nudges;
    private final SettableClock clock;
    private final TransactionTemplate transaction;
    private final String node;

    DrillDriver(
            DrillRows rows,
            Sights sights,
            Hands hands,
            RehearsedSignals signals,
            Incidents incidents,
            Playbooks playbooks,
            List<WorldWork> works,
            List<DueSource> sources,
            Nudges nudges,
            SettableClock clock,
            TransactionTemplate transaction,
            Ids ids) {
        super("drills", Duration.ofMillis(500));
        this.rows = rows;
        this.sights = sights;
        this.hands = hands;
        this.signals = signals;
        this.incidents = incidents;
        this.playbooks = playbooks;
        this.works = works.stream()
                .sorted(java.util.Comparator.comparing(w -> w.getClass().getName()))
                .toList();
        this.sources = sources;
        this.nudges = nudges;
        this.clock = clock;
        this.transaction = transaction;
        this.node = ids.id();
    }

    @Override
    protected boolean work() {
        boolean any = false;
        for (long number : rows.idle(DrillRow.SANDBOX, clock.real())) {
            if (mine(number)) {
                any |= rows.find(number).filter(this::drive).isPresent();
            }
        }
        return any;
    }

    private boolean mine(long number) {
        Instant now = clock.real();
        return rows.take(number, node, now, now.plus(LEASE));
    }

    /** Everything that one drill needs, read once. */
    private record Run(
            long number,
            World world,
            Scenario scenario,
            Instant begins,
            Instant ends,
            boolean realTime,
            Instant startedAt,
            List<ScenarioSignals.Told> signals,
            Expectations expectations) {}

    /** @return whether it was moved */
    private boolean drive(DrillRow drill) {
        if (!drill.stage().equals("running") && !drill.stage().equals("clearing")) {
            return false; // its process opens the world, or judges it
        }
        Run run = run(drill);
        clock.step(run.world(), drill.clockAt());
        try {
            if (drill.stage().equals("running")) {
                if (!through(run)) {
                    return false;
                }
                rows.stage(run.number(), "clearing");
            }
            clear(run);
            over(run, null);
        } catch (RuntimeException e) {
            log.error("{} can't go on; it has failed", drill.id(), e);
            over(run, "It could not go on at " + clock.in(run.world()) + ": " + e.getMessage());
        } finally {
            clock.leave(run.world());
        }
        return true;
    }

    private Run run(DrillRow drill) {
        Playbook playbook = playbooks.number(drill.playbook());
        Scenario scenario = Objects.requireNonNull(playbook.scenarios().get(drill.scenario()));
        return new Run(
                drill.number(),
                drill.world(),
                scenario,
                drill.beginsAt(),
                drill.beginsAt().plus(scenario.lasts()),
                drill.realTime(),
                drill.startedAt(),
                ScenarioSignals.of(scenario, drill.beginsAt(), file -> playbook.bytes("processes/scenarios/" + file)),
                new Expectations(playbook.catalog(), drill.beginsAt().plus(scenario.troubleAt())));
    }

    /** @return false where it is another node's by now, or this one stops */
    private boolean through(Run run) {
        while (true) {
            if (!isRunning() || !mine(run.number())) {
                return false;
            }
            rest(run);
            DrillRow drill = rows.find(run.number()).orElseThrow();
            judge(run, drill, false);
            Optional<Instant> next = next(run, drill).filter(at -> !at.isAfter(run.ends()));
            if (next.isEmpty()) {
                judge(run, drill, true);
                return true;
            }
            if (run.realTime() && !waited(run, next.get())) {
                return false;
            }
            rows.step(run.number(), next.get());
            clock.step(run.world(), next.get());
        }
    }

    /** At the outage's own pace the clock steps no earlier than it would have. */
    private boolean waited(Run run, Instant next) {
        Instant due = run.startedAt().plus(Duration.between(run.begins(), next));
        while (clock.real().isBefore(due)) {
            if (!isRunning() || !mine(run.number())) {
                return false;
            }
            pause(Duration.ofMillis(
                    Math.min(500, Duration.between(clock.real(), due).toMillis() + 1)));
        }
        return true;
    }

    /** Works until nothing is to be done at this moment of its clock. */
    private void rest(Run run) {
        for (int round = 0; ; round++) {
            boolean any = feed(run);
            for (WorldWork work : works) {
                any |= work.run(run.world());
            }
            any |= hands.act(rows.find(run.number()).orElseThrow(), run.scenario());
            if (!any) {
                return;
            }
            if (round > RESTLESS) {
                throw new IllegalStateException("It never comes to rest: something is done again and again");
            }
        }
    }

    private boolean feed(Run run) {
        int fed = rows.find(run.number()).orElseThrow().fed();
        Duration now = Duration.between(run.begins(), clock.in(run.world()));
        int upTo = fed;
        while (upTo < run.signals().size() && run.signals().get(upTo).at().compareTo(now) <= 0) {
            upTo++;
        }
        if (upTo == fed) {
            return false;
        }
        int told = upTo;
        transaction.executeWithoutResult(tx -> {
            String all = String.join(
                    "\n",
                    run.signals().subList(fed, told).stream()
                            .map(ScenarioSignals.Told::body)
                            .toList());
            signals.tell(run.world(), ScenarioSignals.SOURCE, all);
            rows.fed(run.number(), told);
        });
        return true;
    }

    private Optional<Instant> next(Run run, DrillRow drill) {
        Instant now = clock.in(run.world());
        Stream<Instant> due = sources.stream().flatMap(s -> s.nextDue(run.world()).stream());
        Stream<Instant> fed = run.signals().stream()
                .skip(drill.fed())
                .limit(1)
                .map(told -> run.begins().plus(told.at()));
        return Stream.of(due, fed, hands.nextDue(drill, run.scenario()).stream())
                .flatMap(s -> s)
                .filter(at -> at.isAfter(now))
                .min(Instant::compareTo);
    }

    private void judge(Run run, DrillRow drill, boolean over) {
        List<Drill.Expected> known = rows.expected(run.number());
        if (!over && known.stream().noneMatch(e -> e.outcome().equals("pending"))) {
            return;
        }
        Sight sight = sights.of(drill);
        for (int i = 0; i < known.size(); i++) {
            if (!known.get(i).outcome().equals("pending")) {
                continue;
            }
            Expectations.Verdict verdict =
                    run.expectations().judge(run.scenario().expect().get(i), sight, over);
            if (verdict.met() != null) {
                rows.judged(
                        run.number(),
                        i,
                        verdict.met() ? "passed" : "failed",
                        verdict.why(),
                        verdict.met() ? sight.now() : null);
            }
        }
    }

    /** What still goes on is ended by the one way out, so that modes are put back and nobody is left with guidance. */
    private void clear(Run run) {
        for (Incident incident : incidents.open(run.world())) {
            if (incident.goingOn()) {
                transaction.executeWithoutResult(tx -> {
                    Incident locked = incidents.locked(incident.key());
                    locked.end(Ending.CANCELLED, new Actor.Self("drill"), "the drill is over");
                    incidents.save(locked);
                });
            }
        }
        rest(run);
    }

    private void over(Run run, @org.jspecify.annotations.Nullable String problem) {
        transaction.executeWithoutResult(tx -> {
            if (problem != null) {
                rows.problem(run.number(), problem);
            }
            rows.stage(run.number(), "over");
            nudges.push(World.LIVE, "DRILL-" + run.number(), "drill-over", null);
        });
    }
}
