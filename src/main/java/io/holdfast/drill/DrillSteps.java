package io.holdfast.drill;

import io.holdfast.catalog.Scenario;
import io.holdfast.detect.RehearsedSignals;
import io.holdfast.engine.DueSource;
import io.holdfast.engine.WorldWork;
import io.holdfast.evidence.Actor;
import io.holdfast.incident.Ending;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.playbook.Playbook;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What is done in a drill's world, whoever drives it. */
@Component
class DrillSteps {
    private static final int RESTLESS = 500;

    /** A person's answer and the engine's own step may race; the loser is repeated. */
    private static final int RACES = 5;

    private final DrillRows rows;
    private final Sights sights;
    private final Hands hands;
    private final RehearsedSignals signals;
    private final Incidents incidents;
    private final Playbooks playbooks;
    private final List<WorldWork> works;
    private final List<DueSource> sources;
    private final Times times;
    private final TransactionTemplate transaction;

    DrillSteps(
            DrillRows rows,
            Sights sights,
            Hands hands,
            RehearsedSignals signals,
            Incidents incidents,
            Playbooks playbooks,
            List<WorldWork> works,
            List<DueSource> sources,
            Times times,
            TransactionTemplate transaction) {
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
        this.times = times;
        this.transaction = transaction;
    }

    /** Everything that one drill needs, read once. */
    record Run(
            long number,
            World world,
            Scenario scenario,
            Instant begins,
            Instant ends,
            boolean realTime,
            boolean tabletop,
            Instant startedAt,
            List<ScenarioSignals.Told> signals,
            Expectations expectations) {}

    Run run(DrillRow drill) {
        Playbook playbook = playbooks.number(drill.playbook());
        Scenario scenario = Objects.requireNonNull(playbook.scenarios().get(drill.scenario()));
        return new Run(
                drill.number(),
                drill.world(),
                scenario,
                drill.beginsAt(),
                drill.beginsAt().plus(scenario.lasts()),
                drill.realTime(),
                drill.tabletop(),
                drill.startedAt(),
                ScenarioSignals.of(scenario, drill.beginsAt(), file -> playbook.bytes("processes/scenarios/" + file)),
                new Expectations(playbook.catalog(), drill.beginsAt().plus(scenario.troubleAt())));
    }

    /** Works until nothing is to be done at this moment of its clock. */
    void rest(Run run) {
        for (int round = 0; ; round++) {
            boolean any = feed(run);
            for (WorldWork work : works) {
                any |= work.run(run.world());
            }
            DrillRow drill = rows.find(run.number()).orElseThrow();
            any |= run.tabletop() ? hands.notice(drill) : hands.act(drill, run.scenario());
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
        Duration now = Duration.between(run.begins(), times.in(run.world()));
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

    Optional<Instant> next(Run run, DrillRow drill) {
        Instant now = times.in(run.world());
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

    void judge(Run run, DrillRow drill, boolean over) {
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
    void clear(Run run) {
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

    /** The same where people answer at the same time. */
    void settled(Run run) {
        for (int race = 1; ; race++) {
            try {
                rest(run);
                return;
            } catch (OptimisticLockingException | ConcurrencyFailureException lost) {
                if (race == RACES) {
                    throw lost;
                }
            }
        }
    }

    /** All has been told, and nothing of it goes on: nobody waits for the rest of the time. */
    boolean wentHome(Run run, DrillRow drill) {
        return drill.fed() == run.signals().size()
                && !run.signals().isEmpty()
                && incidents.open(run.world()).isEmpty()
                && sights.of(drill).incidents().size() > 0;
    }
}
