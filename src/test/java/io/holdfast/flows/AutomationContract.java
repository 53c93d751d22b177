package io.holdfast.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Entry;
import io.holdfast.guard.AgentLevels;
import io.holdfast.guard.Ask;
import io.holdfast.guard.Automation;
import io.holdfast.guard.Guardrails;
import io.holdfast.guard.JudgedDecisions;
import io.holdfast.guard.JudgedDecisions.Figure;
import io.holdfast.guard.JudgedDecisions.Judged;
import io.holdfast.guard.JudgedDecisions.Search;
import io.holdfast.guard.Ruling;
import io.holdfast.incident.Ending;
import io.holdfast.incident.Scope;
import io.holdfast.incident.Severity;
import io.holdfast.resolve.FlagValues;
import io.holdfast.resolve.Flags;
import io.holdfast.resolve.Flags.Context;
import io.holdfast.resolve.Modes;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.transaction.support.TransactionTemplate;

/** What may act by itself: the kill switch, limits, the business's own agents, and verdicts; with flags as those ask for it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AutomationContract {
    private static final Actor DANA = new Actor.Person("dana");
    private static final Context NOBODY = new Context(null, null, null, null, null);

    private Loop loop;

    abstract HikariDataSource database();

    @BeforeAll
    void start() {
        loop = new Loop(database(), true);
    }

    @AfterEach
    void asItWas() {
        if (!automation().now(World.LIVE).on()) {
            automation().turn(World.LIVE, true, "the test is over", DANA);
        }
        loop.cancelAll();
        look();
        loop.advance(Duration.ofHours(2));
    }

    @AfterAll
    void stop() {
        loop.close();
    }

    private Automation automation() {
        return loop.bean(Automation.class);
    }

    private AgentLevels levels() {
        return loop.bean(AgentLevels.class);
    }

    private JudgedDecisions decisions() {
        return loop.bean(JudgedDecisions.class);
    }

    private void look() {
        loop.context.getBean("agentsLook", Runnable.class).run();
    }

    private Ruling ask(String key, String action) {
        return Objects.requireNonNull(loop.bean(TransactionTemplate.class)
                .execute(tx -> loop.bean(Guardrails.class)
                        .ask(loop.incident(key), Ask.of(action, "standard", Scope.ALL, null))));
    }

    private String flag(String key, Context context) {
        return loop.bean(Flags.class).of(key, context).orElseThrow().value().toString();
    }

    private static Context by(String targetingKey) {
        return new Context(targetingKey, null, null, null, null);
    }

    // ---- the kill switch

    @Test
    void offNothingActsByItselfWhicheverNodeAsksAndEachOpenIncidentSaysSo() {
        String key = loop.open(true, "identity-provider");
        assertThat(ask(key, "all-clear").acts()).isTrue();

        automation().turn(World.LIVE, false, "something is odd", DANA);
        Automation.State off = automation().now(World.LIVE);
        assertThat(off.on()).isFalse();
        assertThat(off.because()).isEqualTo("something is odd");
        assertThat(off.by()).isEqualTo("dana");
        for (String action : List.of("all-clear", "holding-text", "mode.switch", "customer.update")) {
            Ruling ruling = ask(key, action);
            assertThat(ruling.autonomy()).as(action).isEqualTo("approve");
            assertThat(ruling.because()).as(action).contains("Automation is switched off");
        }
        assertThat(loop.chain.kinds(key)).contains("automation.off");
        assertThat(loop.chain.kinds(Entry.HOUSE)).contains("automation.off");
        assertThatThrownBy(() -> automation().turn(World.LIVE, false, "once more", DANA))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("off already");

        automation().turn(World.LIVE, true, "it was nothing", DANA);
        assertThat(ask(key, "all-clear").acts()).isTrue();
        assertThat(loop.chain.kinds(key)).contains("automation.on");
    }

    @Test
    void aReasonIsAskedForAndWhatIsOnAlreadyIsNotSwitchedOn() {
        assertThatThrownBy(() -> automation().turn(World.LIVE, false, " ", DANA))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> automation().turn(World.LIVE, true, "why not", DANA))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("on already");
        assertThat(automation().now(World.LIVE).on()).isTrue();
    }

    @Test
    void whileItIsOffAPersonStillSwitchesModes() {
        automation().turn(World.LIVE, false, "something is odd", DANA);
        loop.bean(Modes.class)
                .switchOn(World.LIVE, "sign-in", "security-questions", Scope.ALL, null, "a person wants it", DANA);
        assertThat(flag("mode.sign-in", NOBODY)).isEqualTo("security-questions");
        loop.bean(Modes.class).undo(World.LIVE, "sign-in", "security-questions", "enough", DANA);
    }

    // ---- at most so many times an hour

    @Test
    void whatWasDoneByItselfOftenEnoughInAnHourIsAskedForUntilTheHourHasPassed() {
        String key = loop.open(true, "identity-provider");
        for (int i = 0; i < 30; i++) {
            assertThat(ask(key, "all-clear").acts()).as("time " + i).isTrue();
        }
        Ruling more = ask(key, "all-clear");
        assertThat(more.autonomy()).isEqualTo("approve");
        assertThat(more.because()).contains("30 times in the last hour, and 30 is the most");
        assertThat(loop.chain.kinds(key)).contains("decision.limited");
        assertThat(decisions().find(more.id()).orElseThrow().did()).isEqualTo("ask");

        loop.advance(Duration.ofMinutes(61));
        assertThat(ask(key, "all-clear").acts()).isTrue();
    }

    // ---- the business's own agents

    @Test
    void anAgentIsLoweredWhileAnIncidentHitsItsJourneyWhereItDoesAndIsAsBeforeOnceItIsOver() {
        assertThat(flag("automation.card-assistant", NOBODY)).isEqualTo("act");
        String key = loop.open(true, "identity-provider");
        loop.change(key, i -> i.chooseSeverity(Severity.SEV2, "many customers", DANA));
        look();
        look();
        assertThat(levels().set(World.LIVE))
                .filteredOn(l -> l.agent().equals("card-assistant"))
                .singleElement()
                .satisfies(l -> {
                    assertThat(l.incident()).isEqualTo(key);
                    assertThat(l.level()).isEqualTo("hand-over");
                    assertThat(l.journeys()).containsExactly("sign-in");
                    Judged decision = decisions()
                            .find(Objects.requireNonNull(l.decision()))
                            .orElseThrow();
                    assertThat(decision.did()).isEqualTo("act");
                    assertThat(decision.action()).isEqualTo("agent-level");
                });
        assertThat(flag("automation.card-assistant", NOBODY)).isEqualTo("hand-over");
        assertThat(flag("automation.card-assistant", new Context(null, "sign-in", "eu-west", null, null)))
                .isEqualTo("hand-over");
        assertThat(flag("automation.card-assistant", new Context(null, null, "us-east", null, null)))
                .isEqualTo("act");
        assertThat(flag("automation.card-assistant", new Context(null, "bot-handoff", null, null, null)))
                .isEqualTo("act");
        assertThat(flag("automation.voice-menu", NOBODY)).isEqualTo("answer-only");
        assertThat(loop.chain.kinds(key)).containsOnlyOnce("agent.level");

        loop.change(key, i -> i.chooseSeverity(Severity.SEV3, "fewer", DANA));
        look();
        assertThat(flag("automation.card-assistant", NOBODY)).isEqualTo("answer-only");
        loop.change(key, i -> i.end(Ending.CANCELLED, DANA, "a test"));
        look();
        assertThat(levels().set(World.LIVE)).isEmpty();
        assertThat(flag("automation.card-assistant", NOBODY)).isEqualTo("act");
    }

    @Test
    void aPersonSetsALevelForAWhileAndTheKillSwitchLeavesTheLeast() {
        Instant until = loop.clock.in(World.LIVE).plus(Duration.ofMinutes(30));
        levels().set(World.LIVE, "card-assistant", "suggest", until, "it talks nonsense", DANA);
        assertThat(flag("automation.card-assistant", NOBODY)).isEqualTo("suggest");
        automation().turn(World.LIVE, false, "something is odd", DANA);
        assertThat(flag("automation.card-assistant", NOBODY)).isEqualTo("off");
        assertThat(flag("automation.payment-helper", NOBODY)).isEqualTo("hand-over");
        automation().turn(World.LIVE, true, "it was nothing", DANA);
        assertThat(flag("automation.card-assistant", NOBODY)).isEqualTo("suggest");
        levels().clear(World.LIVE, "card-assistant", "mended", DANA);
        assertThat(flag("automation.card-assistant", NOBODY)).isEqualTo("act");
        assertThatThrownBy(() -> levels().set(World.LIVE, "payment-helper", "act", null, "why", DANA))
                .hasMessageContaining("suggest, answer-only, hand-over");
        assertThatThrownBy(
                        () -> levels().set(World.LIVE, "card-assistant", "off", until.minusSeconds(7200), "why", DANA))
                .hasMessageContaining("'until'");
        assertThat(loop.bean(Flags.class).of("automation.nobody", NOBODY)).isEmpty();
    }

    // ---- flags by share and weight

    @Test
    void aModeForAShareOfCustomersIsForTheSameOnesAtEachStep() {
        FlagValues values = loop.bean(FlagValues.class);
        loop.bean(Modes.class).switchOn(World.LIVE, "sign-in", "security-questions", Scope.ALL, null, "a step", DANA);
        Map<String, Integer> firstIn = new HashMap<>();
        for (int percent : new int[] {0, 5, 25, 50, 100}) {
            values.share(World.LIVE, "sign-in", "security-questions", percent, null, "a step", DANA);
            int in = 0;
            for (int customer = 0; customer < 2000; customer++) {
                boolean on = flag("mode.sign-in", by("c-" + customer)).equals("security-questions");
                if (on) {
                    in++;
                    firstIn.putIfAbsent("c-" + customer, percent);
                } else {
                    assertThat(firstIn).as("c-" + customer + " at " + percent).doesNotContainKey("c-" + customer);
                }
            }
            assertThat(in / 20.0).isBetween(percent - 3.0, percent + 3.0);
        }
        values.share(World.LIVE, "sign-in", "security-questions", 50, null, "back again", DANA);
        assertThat(flag("mode.sign-in", NOBODY))
                .as("who does not say who he is")
                .isEqualTo("normal");
        assertThat(loop.bean(Flags.class)
                        .of("mode.sign-in", by("c-1"))
                        .orElseThrow()
                        .reason())
                .isEqualTo("SPLIT");
        values.share(World.LIVE, "sign-in", "security-questions", 100, null, "all", DANA);
        loop.bean(Modes.class).undo(World.LIVE, "sign-in", "security-questions", "enough", DANA);
    }

    @Test
    void weightsOfPathsAreToldAsTheyAreAndMoveOnlyThoseWhoMust() {
        FlagValues values = loop.bean(FlagValues.class);
        assertThat(loop.bean(Flags.class).of("path.voice", NOBODY)).isEmpty();
        values.weights(World.LIVE, "voice", Map.of("dublin", 50, "madrid", 50), null, "even", DANA);
        assertThat(loop.bean(Flags.class).of("path.voice", NOBODY).orElseThrow().value())
                .isEqualTo(Map.of("dublin", 50, "madrid", 50));
        assertThat(loop.bean(Flags.class)
                        .of("path.voice.choice", NOBODY)
                        .orElseThrow()
                        .errorCode())
                .isEqualTo("TARGETING_KEY_MISSING");
        Map<String, String> before = new HashMap<>();
        for (int i = 0; i < 1000; i++) {
            before.put("c-" + i, flag("path.voice.choice", by("c-" + i)));
        }
        assertThat(before.values().stream().filter("dublin"::equals).count()).isBetween(430L, 570L);

        values.weights(World.LIVE, "voice", Map.of("dublin", 100, "madrid", 0), null, "madrid is slow", DANA);
        before.forEach((customer, path) ->
                assertThat(flag("path.voice.choice", by(customer))).as(customer).isEqualTo("dublin"));
        values.weights(World.LIVE, "voice", Map.of("dublin", 50, "madrid", 50), null, "even again", DANA);
        before.forEach((customer, path) ->
                assertThat(flag("path.voice.choice", by(customer))).as(customer).isEqualTo(path));
        assertThatThrownBy(() -> values.weights(World.LIVE, "voice", Map.of("dublin", 0), null, "none", DANA))
                .isInstanceOf(IllegalArgumentException.class);
        values.forgetWeights(World.LIVE, "voice", "the test is over", DANA);
        assertThat(values.weights(World.LIVE, "voice")).isEmpty();
    }

    // ---- verdicts

    private Judged decisionAbout(String key, String action) {
        return decisions()
                .list(World.LIVE, new Search(key, action, null, null), 10)
                .get(0);
    }

    @Test
    void whatHelpedWasRightWhatWasRolledBackWasWrongAndAPersonsWordCountsMore() {
        Instant begin = loop.clock.in(World.LIVE);
        String key = loop.open(true, "identity-provider");
        Judged decision = decisionAbout(key, "mode.switch");
        assertThat(decision.did()).isEqualTo("ask");
        assertThat(decision.verdict()).isNull();
        assertThat(decisions().facts(decision))
                .containsEntry("action", "mode.switch")
                .containsEntry("mode", "security-questions")
                .containsEntry("automation", "yes")
                .containsEntry("blastRadius", "region");

        loop.answer(key, "approveMode", Loop.DANA, Map.of("verdict", "switch"));
        loop.signals(key, io.holdfast.catalog.Verdict.GOOD);
        Judged helped = decisionAbout(key, "mode.switch");
        assertThat(helped.outcome()).contains("the signals say that it helps");
        assertThat(Optional.ofNullable(helped.verdict()).orElseThrow()).satisfies(v -> {
            assertThat(v.right()).isTrue();
            assertThat(v.source()).isEqualTo("outcome");
        });
        loop.bean(Modes.class).undo(World.LIVE, "sign-in", "security-questions", "it annoyed people", DANA);
        loop.settle();
        assertThat(Optional.ofNullable(decisionAbout(key, "mode.switch").verdict())
                        .orElseThrow()
                        .right())
                .isFalse();

        decisions().judge(decision.id(), true, "it was right all the same", DANA);
        Judged judged = decisionAbout(key, "mode.switch");
        assertThat(Optional.ofNullable(judged.verdict()).orElseThrow()).satisfies(v -> {
            assertThat(v.right()).isTrue();
            assertThat(v.source()).isEqualTo("person");
            assertThat(v.by()).isEqualTo("dana");
            assertThat(v.because()).isEqualTo("it was right all the same");
        });
        assertThat(judged.outcome()).contains("rolled back");
        assertThat(loop.chain.kinds(key)).contains("decision.right", "decision.wrong");
        List<Figure> figures =
                decisions().figures(World.LIVE, begin, loop.clock.in(World.LIVE).plusSeconds(1));
        assertThat(figures)
                .filteredOn(f -> f.asked().equals("mode.switch"))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.right()).isEqualTo(1);
                    assertThat(f.wrong()).isZero();
                    assertThat(f.percent()).isEqualTo(100L);
                });
        assertThat(decisions().list(World.LIVE, new Search(key, null, "open", null), 50))
                .extracting(Judged::asked)
                .contains("severity", "fallback-rules");
        assertThat(decisions().list(World.LIVE, new Search(key, null, "right", null), 50))
                .extracting(Judged::id)
                .containsExactly(decision.id());
    }
}
