package io.holdfast.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.catalog.Verdict;
import io.holdfast.detect.SignalLog;
import io.holdfast.evidence.Actor;
import io.holdfast.incident.Ending;
import io.holdfast.incident.Scope;
import io.holdfast.resolve.ActionCall;
import io.holdfast.resolve.ActionOutcome;
import io.holdfast.resolve.ActionPerformer;
import io.holdfast.resolve.ChangeLog;
import io.holdfast.resolve.LocalActions;
import io.holdfast.resolve.ModeActions;
import io.holdfast.resolve.ModeSteps;
import io.holdfast.resolve.ModeSwitch;
import io.holdfast.resolve.Modes;
import io.holdfast.standin.ActionStandIn;
import io.holdfast.tasks.Task;
import io.holdfast.tasks.Tasks;
import io.holdfast.time.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A mode that really switches: its steps in order, held against the signals, and rolled back newest first. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ActionsContract {
    private static final String METRIC = "authentication_success_rate";
    private static final Actor DANA = new Actor.Person("dana");
    private static final String STEPS = """
                    verify: {within: PT10M}
                    failBack: {metrics: [authentication_success_rate], after: PT15M}
                    actions:
                      - {id: ivr, kind: webhook, name: Webhook to the IVR, to: ivr, send: {menu: short},
                         verify: {metric: authentication_success_rate}, undo: {send: {menu: usual}}}
                      - id: paths
                        kind: weights
                        name: Paths
                        to: balancer
                        weights: [{share: {north: 50, south: 50}, hold: PT2M}, {share: {north: 0, south: 100}}]
                        verify: {expect: {north: 0}}
                        undo: {share: {north: 100, south: 0}}
                      - {id: lane, kind: flag, name: Fast lane, flags: {fastLane: true}}
            """;
    private static final String BY_HAND_THEN_HOOK = """
                    actions:
                      - {id: list, kind: webhook, name: Webhook to the list, to: list, send: {list: open},
                         verify: {expect: {list: open}}, undo: {send: {list: closed}}}
            """;

    private static final String TAKE_BACK = """
                  - id: last-release
                    name: Take the release back
                    stays: All
                    simpler: The release of before
                    "off": What came with the release
                    humanPath: The number on the card
                    undoes: {dependency: identity-provider, source: ci}
                    verify: {metrics: [authentication_success_rate], within: PT10M}
                    actions:
                      - {id: release, kind: webhook, name: Webhook to the pipeline, to: pipeline, send: {release: before},
                         verify: {metric: authentication_success_rate}, undo: {send: {release: latest}}}
                    agentDo: {en: Work as usual., es: Como siempre.}
                    agentSay: {en: One moment please., es: Un momento.}
                    agentDont: {en: A time., es: Una hora.}
                    customer: {en: Please try again., es: Pruebe otra vez.}
            """;

    Loop loop;
    ActionStandIn end;

    abstract HikariDataSource database();

    @BeforeAll
    void start() {
        String path = "processes/catalog/journeys.yaml";
        String journeys = read(Path.of(path));
        String first = "        features: {verification: questions,";
        String second = "        features: {verification: none,";
        String list = "    modes:\n      - id: security-questions\n";
        assertThat(journeys).contains(first, second, list);
        loop = new Loop(
                database(),
                true,
                Map.of(
                        path,
                        journeys.replace(first, STEPS + first)
                                .replace(second, BY_HAND_THEN_HOOK + second)
                                .replace(list, "    modes:\n" + TAKE_BACK + list.substring("    modes:\n".length()))));
        end = loop.bean(ActionStandIn.class);
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void leaveNothingGoingOn() {
        loop.timesDelivered = 1;
        loop.losing = false;
        loop.meters.all.clear();
        loop.meters.changes.clear();
        loop.cancelAll();
        for (ModeSwitch left : modes().current(World.LIVE)) {
            if (left.incident() == null) {
                modes().undo(World.LIVE, left.journey(), left.mode(), "the test is over", DANA);
            } else if (loop.tasks(left.incident()).contains("undoByHand")) {
                loop.answer(left.incident(), "undoByHand", Loop.DANA, Map.of());
            }
        }
        loop.settle();
    }

    @AfterAll
    void stop() {
        loop.close();
    }

    Modes modes() {
        return loop.bean(Modes.class);
    }

    /** An incident whose mode's steps are under way, the signals bad as they were. */
    String approved() {
        loop.meters.all.put(METRIC, Verdict.BAD);
        String key = loop.open(true, false, List.of(Loop.bad("sign-in")), "identity-provider");
        loop.answer(key, "approveMode", Loop.DANA, Map.of("verdict", "switch"));
        return key;
    }

    String on() {
        String key = approved();
        loop.advance(Duration.ofMinutes(2));
        assertThat(state(key)).isEqualTo("on");
        return key;
    }

    String state(String key) {
        return modes().of(key).stream().map(ModeSwitch::state).findFirst().orElseThrow();
    }

    String switchId(String key) {
        return modes().of(key).get(0).id();
    }

    /** What took effect of this incident's mode, in order. */
    List<String> effects(String key) {
        String id = switchId(key);
        return end.log().stream()
                .filter(e -> e.asked().key().startsWith(id))
                .map(e -> e.asked().key().substring(id.length() + 1) + " "
                        + e.asked().send())
                .toList();
    }

    List<String> undone(String key) {
        return effects(key).stream().filter(e -> e.contains("_undo")).toList();
    }

    @Test
    void stepsAreDoneOneAfterTheOtherAndItIsOnOnlyWhenAllAreDone() {
        String key = approved();
        assertThat(state(key)).isEqualTo("switching");
        assertThat(effects(key)).containsExactly("ivr_on {menu=short}", "paths_on {north=50, south=50}");
        loop.advance(Duration.ofMinutes(1));
        assertThat(effects(key)).hasSize(2);
        loop.advance(Duration.ofMinutes(1));
        assertThat(effects(key))
                .containsExactly(
                        "ivr_on {menu=short}",
                        "paths_on {north=50, south=50}",
                        "paths_on_1 {north=0, south=100}",
                        "lane_on {fastLane=true}");
        assertThat(state(key)).isEqualTo("on");
        assertThat(loop.chain.kinds(key)).contains("action.done", "mode.on");

        loop.meters.all.put(METRIC, Verdict.GOOD);
        loop.settle();
        assertThat(state(key)).isEqualTo("verified");
        assertThat(undone(key)).isEmpty();
    }

    @Test
    void whatDoesNotGetBetterInTimeIsRolledBackNewestFirstEachUndoOnce() {
        String key = on();
        loop.advance(Duration.ofMinutes(9));
        assertThat(state(key)).isEqualTo("on");
        loop.advance(Duration.ofMinutes(2));
        assertThat(state(key)).isEqualTo("off");
        assertThat(undone(key))
                .containsExactly(
                        "lane_undo {fastLane=true}", "paths_undo {north=100, south=0}", "ivr_undo {menu=usual}");
        assertThat(loop.chain.kinds(key)).containsSubsequence("mode.on", "mode.rolling-back", "mode.off");
        assertThat(loop.chain.entries.stream().map(e -> e.text()))
                .contains(
                        "Fallback Verify by security questions is being put back: Sign-ins that succeed did not get better"
                                + " within 10 minutes");
        assertThat(loop.incident(key).goingOn()).isTrue();
    }

    @Test
    void whatGetsWorseIsRolledBackAtOnce() {
        loop.meters.all.put(METRIC, Verdict.STRAINED);
        String key = loop.open(true, false, List.of(Loop.bad("sign-in")), "identity-provider");
        loop.answer(key, "approveMode", Loop.DANA, Map.of("verdict", "switch"));
        loop.advance(Duration.ofMinutes(2));
        assertThat(state(key)).isEqualTo("on");
        loop.meters.all.put(METRIC, Verdict.BAD);
        loop.settle();
        assertThat(state(key)).isEqualTo("off");
        assertThat(undone(key)).hasSize(3);
    }

    @Test
    void whatWasGoodBeforeProvesNothingUntilItsTimeIsOver() {
        loop.meters.all.put(METRIC, Verdict.GOOD);
        String key = loop.open(true, false, List.of(Loop.bad("sign-in")), "identity-provider");
        loop.answer(key, "approveMode", Loop.DANA, Map.of("verdict", "switch"));
        loop.advance(Duration.ofMinutes(2));
        assertThat(state(key)).isEqualTo("on");
        loop.advance(Duration.ofMinutes(9));
        assertThat(state(key)).isEqualTo("on");
        loop.advance(Duration.ofMinutes(1));
        assertThat(state(key)).isEqualTo("verified");
    }

    @Test
    void anAnswerThatIsLostIsAskedAboutAndWhatIsDoneIsNotDoneTwice() {
        end.trouble(a -> a.key().endsWith("ivr_on"), true, ActionStandIn.Answer.SILENT);
        end.trouble(a -> a.key().endsWith("paths_undo"), true, ActionStandIn.Answer.SILENT);
        end.trouble(a -> a.key().endsWith("ivr_undo"), false, ActionStandIn.Answer.SILENT);
        String key = approved();
        loop.advance(Duration.ofSeconds(2));
        loop.advance(Duration.ofMinutes(2));
        assertThat(state(key)).isEqualTo("on");
        loop.advance(Duration.ofMinutes(10));
        for (int i = 0; i < 5 && !state(key).equals("off"); i++) {
            loop.advance(Duration.ofSeconds(2));
        }
        assertThat(state(key)).isEqualTo("off");
        assertThat(undone(key)).hasSize(3);
        assertThat(end.log())
                .filteredOn(e -> e.asked().key().startsWith(switchId(key)))
                .allMatch(e -> e.times() == 1);
        assertThat(end.asked())
                .filteredOn(k -> k.endsWith("ivr_undo") && k.startsWith(switchId(key)))
                .hasSize(2);
    }

    @Test
    void aStepThatIsRefusedRollsBackWhatWasDoneBeforeItAndNothingElse() {
        end.trouble(a -> a.key().endsWith("paths_on"), false, ActionStandIn.Answer.REFUSED);
        String key = approved();
        assertThat(state(key)).isEqualTo("off");
        assertThat(effects(key)).containsExactly("ivr_on {menu=short}", "ivr_undo {menu=usual}");
        assertThat(loop.chain.entries.stream()
                        .filter(e -> e.chain().equals(key))
                        .map(e -> e.text()))
                .anyMatch(t -> t.contains("Paths north 50, south 50: could not be done"));
    }

    @Test
    void whatIsNotTakenIsTriedAgainLaterAndGivenUpAfterFiveTries() {
        for (int i = 0; i < 5; i++) {
            end.trouble(a -> a.key().endsWith("ivr_on"), false, ActionStandIn.Answer.BUSY);
        }
        String key = approved();
        for (int i = 0; i < 6; i++) {
            loop.advance(Duration.ofSeconds(31));
        }
        assertThat(end.asked())
                .filteredOn(k -> k.equals(switchId(key) + "_ivr_on"))
                .hasSize(5);
        assertThat(state(key)).isEqualTo("off");
        assertThat(effects(key)).isEmpty();
    }

    @Test
    void killedInTheMiddleOfAnUndoItGoesOnAndEachEffectIsThereOnce() {
        String key = on();
        modes().undo(World.LIVE, "sign-in", "security-questions", "enough", DANA);
        // The process dies right after the other end took it: nobody settles.
        ActionPerformer dying = new ActionPerformer() {
            private final LocalActions inner = new LocalActions(end);

            @Override
            public ActionOutcome perform(ActionCall call) {
                inner.perform(call);
                throw new IllegalStateException("killed");
            }

            @Override
            public ActionOutcome ask(ActionCall call) {
                return inner.ask(call);
            }
        };
        loop.bean(io.holdfast.engine.NudgePump.class).deliver(1);
        for (int i = 0; i < 3; i++) {
            try {
                loop.bean(ModeActions.class).runDue(World.LIVE, dying);
            } catch (IllegalStateException e) {
                assertThat(e).hasMessage("killed");
            }
            assertThat(state(key)).isEqualTo("rolling-back");
            loop.bean(JdbcClient.class)
                    .sql("UPDATE mode_action SET lease_until = TIMESTAMP WITH TIME ZONE '2001-01-01 00:00:00+00'"
                            + " WHERE state = 'sending'")
                    .update();
        }
        loop.settle();
        assertThat(state(key)).isEqualTo("off");
        assertThat(undone(key))
                .containsExactly(
                        "lane_undo {fastLane=true}", "paths_undo {north=100, south=0}", "ivr_undo {menu=usual}");
        assertThat(end.log())
                .filteredOn(e -> e.asked().key().startsWith(switchId(key)))
                .allMatch(e -> e.times() == 1);
    }

    @Test
    void itFailsBackInStepsAfterAStablePeriodWithoutUnknownAndStopsWhenSignalsTurnBad() {
        String key = on();
        loop.meters.all.put(METRIC, Verdict.GOOD);
        loop.settle();
        assertThat(state(key)).isEqualTo("verified");
        loop.advance(Duration.ofMinutes(10));
        loop.meters.all.put(METRIC, Verdict.UNKNOWN);
        loop.settle();
        loop.meters.all.put(METRIC, Verdict.GOOD);
        loop.settle();
        loop.advance(Duration.ofMinutes(14));
        assertThat(state(key)).isEqualTo("verified");
        loop.advance(Duration.ofMinutes(1));
        assertThat(state(key)).isEqualTo("failing-back");
        assertThat(undone(key)).containsExactly("lane_undo {fastLane=true}", "paths_undo_0 {north=50, south=50}");

        loop.meters.all.put(METRIC, Verdict.BAD);
        loop.settle();
        loop.advance(Duration.ofMinutes(5));
        assertThat(undone(key)).hasSize(2);
        assertThat(loop.chain.kinds(key)).contains("mode.held");

        loop.meters.all.put(METRIC, Verdict.GOOD);
        loop.settle();
        loop.advance(Duration.ofMinutes(15));
        assertThat(undone(key)).endsWith("paths_undo {north=100, south=0}", "ivr_undo {menu=usual}");
        assertThat(state(key)).isEqualTo("off");
    }

    @Test
    void aPersonsStepComesInItsPlaceAndWhatHeCanNotDoRollsBack() {
        String key = loop.open(true, false, List.of(Loop.bad("sign-in")), "identity-provider");
        loop.answer(key, "approveMode", Loop.DANA, Map.of("verdict", "switch", "mode", "callback-later"));
        assertThat(effects(key)).isEmpty();
        loop.answer(key, "switchByHand", Loop.DANA, Map.of("verdict", "done"));
        assertThat(effects(key)).containsExactly("list_on {list=open}");
        assertThat(state(key)).isEqualTo("on");
        modes().undo(World.LIVE, "sign-in", "callback-later", "enough", DANA);
        loop.settle();
        assertThat(undone(key)).containsExactly("list_undo {list=closed}");
        assertThat(loop.task(key, "undoByHand").about()).contains("1) Queue settings: close the list");
        loop.answer(key, "undoByHand", Loop.DANA, Map.of());
        assertThat(state(key)).isEqualTo("off");

        String other = loop.open(true, false, List.of(Loop.bad("sign-in")), "identity-provider");
        loop.answer(other, "approveMode", Loop.DANA, Map.of("verdict", "switch", "mode", "callback-later"));
        loop.answer(other, "switchByHand", Loop.DANA, Map.of("verdict", "not-done"));
        assertThat(state(other)).isEqualTo("rolling-back");
        assertThat(effects(other)).isEmpty();
        loop.answer(other, "undoByHand", Loop.DANA, Map.of());
        assertThat(state(other)).isEqualTo("off");
    }

    @Test
    void whenItIsOverHalfWayWhatWasDoneIsPutBackAndNothingIsLeft() {
        for (Ending ending : List.of(Ending.FALSE_ALARM, Ending.CANCELLED)) {
            String key = approved();
            assertThat(state(key)).isEqualTo("switching");
            loop.change(key, i -> i.end(ending, DANA, "the test says so"));
            assertThat(state(key)).isEqualTo("off");
            assertThat(effects(key))
                    .containsExactly(
                            "ivr_on {menu=short}",
                            "paths_on {north=50, south=50}",
                            "paths_undo {north=100, south=0}",
                            "ivr_undo {menu=usual}");
            assertThat(loop.left(key)).isZero();
        }
    }

    @Test
    void everyWakeUpMayComeTwiceOrBeLostOnce() {
        loop.timesDelivered = 2;
        String key = on();
        loop.advance(Duration.ofMinutes(11));
        assertThat(state(key)).isEqualTo("off");
        assertThat(undone(key)).hasSize(3);
        loop.timesDelivered = 1;
        loop.losing = true;
        String other = on();
        loop.advance(Duration.ofMinutes(11));
        assertThat(state(other)).isEqualTo("off");
        assertThat(undone(other)).hasSize(3);
    }

    @Test
    void withoutAnIncidentItsRowsAloneMoveIt() {
        loop.meters.all.put(METRIC, Verdict.BAD);
        ModeSwitch asked =
                modes().switchOn(World.LIVE, "sign-in", "security-questions", Scope.ALL, null, "a test", DANA);
        assertThat(asked.state()).isEqualTo("switching");
        loop.settle();
        loop.advance(Duration.ofMinutes(2));
        assertThat(modes().current(World.LIVE)).extracting(ModeSwitch::state).containsExactly("on");
        loop.advance(Duration.ofMinutes(11));
        assertThat(modes().current(World.LIVE)).isEmpty();
        assertThat(end.log().stream()
                        .filter(e -> e.asked().key().startsWith(asked.id() + "_")
                                && e.asked().undo()))
                .hasSize(3);
    }

    @Test
    void whereModesWantMoreOfTheSameAgentsThanThereAreItIsShown() {
        on();
        ModeSwitch other =
                modes().switchOn(World.LIVE, "payment-change", "phone-orders", Scope.ALL, null, "a test", DANA);
        assertThat(loop.bean(ModeSteps.class).conflict(other.id()))
                .isEqualTo("Takes 60 live agents at peak, 120 are there; 'Verify by security questions' has 80."
                        + " What is protected first comes first");
    }

    @Test
    void whoMayNotSwitchAModeIsToldWhoMay() {
        assertThatThrownBy(() -> modes().switchOn(
                                World.LIVE,
                                "sign-in",
                                "security-questions",
                                Scope.ALL,
                                null,
                                "a test",
                                new Actor.Person("priya")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("'Verify by security questions' may be switched by: commander");
    }

    /** An incident with a suspected release, whose way back is offered beside the fallback, and approved. */
    private String released() {
        loop.meters.all.put(METRIC, Verdict.BAD);
        String before = loop.open(true, false, List.of(Loop.bad("sign-in")), "identity-provider");
        loop.change(before, i -> i.end(Ending.CANCELLED, DANA, "only its number is wanted"));
        String key = "INC-" + (Integer.parseInt(before.substring(4)) + 1);
        Instant now = loop.clock.in(World.LIVE);
        loop.signals.lines.put(
                key,
                List.of(new SignalLog.Line(
                        7,
                        "ci",
                        "change",
                        "Release 41 of the identity provider",
                        "",
                        now,
                        now,
                        null,
                        "identity-provider",
                        0,
                        key,
                        null)));
        loop.meters.changes.put(
                "change-7", new ChangeLog.Change("ci", "Release 41 of the identity provider", "identity-provider"));
        assertThat(loop.open(true, false, List.of(Loop.bad("sign-in")), "identity-provider"))
                .isEqualTo(key);
        ModeSwitch offer = takeBack(key);
        assertThat(offer.state()).isEqualTo("proposed");
        assertThat(offer.because()).isEqualTo("Take back: Release 41 of the identity provider");
        assertThat(loop.tasks(key)).filteredOn("approveMode"::equals).hasSize(2);
        Task task = loop.bean(Tasks.class).open(key).stream()
                .filter(t -> offer.id().equals(t.ref()))
                .findFirst()
                .orElseThrow();
        loop.bean(Tasks.class).complete(task.id(), Map.of("verdict", "switch"), Loop.DANA);
        loop.settle();
        assertThat(takeBack(key).state()).isEqualTo("on");
        return key;
    }

    private ModeSwitch takeBack(String key) {
        return modes().of(key).stream()
                .filter(m -> m.mode().equals("last-release"))
                .findFirst()
                .orElseThrow();
    }

    private List<String> releases(String key) {
        return end.log().stream()
                .filter(e -> e.asked().key().startsWith(takeBack(key).id()))
                .map(e -> e.asked().send().toString())
                .toList();
    }

    @Test
    void aSuspectedChangeOffersItsUndoWhichIsKeptWhereItHelps() {
        String key = released();
        loop.meters.all.put(METRIC, Verdict.GOOD);
        loop.settle();
        assertThat(takeBack(key).state()).isEqualTo("verified");
        loop.change(key, i -> i.end(Ending.CANCELLED, DANA, "the test says so"));
        assertThat(takeBack(key).state()).isEqualTo("off");
        assertThat(loop.chain.entries.stream().map(e -> e.text()).toList())
                .contains("Fallback Take the release back is off the list; the change stays taken back");
        assertThat(releases(key)).containsExactly("{release=before}");
    }

    @Test
    void anUndoneChangeThatDoesNotHelpIsPutBack() {
        String key = released();
        loop.advance(Duration.ofMinutes(11));
        assertThat(takeBack(key).state()).isEqualTo("off");
        assertThat(releases(key)).containsExactly("{release=before}", "{release=latest}");
    }
}
