package io.holdfast.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.api.ModesApiForTests;
import io.holdfast.catalog.Mode;
import io.holdfast.catalog.Verdict;
import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Entry;
import io.holdfast.facts.ModesOn;
import io.holdfast.incident.Ending;
import io.holdfast.incident.JourneyLights;
import io.holdfast.incident.Scope;
import io.holdfast.incident.Severity;
import io.holdfast.playbook.Playbooks;
import io.holdfast.resolve.Flags;
import io.holdfast.resolve.ModeSwitch;
import io.holdfast.resolve.Modes;
import io.holdfast.tasks.Option;
import io.holdfast.tasks.Task;
import io.holdfast.time.Ids;
import io.holdfast.time.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.ResultMatcher;

/** Fallback modes from proposal to off, by their diagram: whatever happens, in the end nothing is left on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FallbackContract {
    static final Actor DANA = new Actor.Person("dana");
    static final JourneyLights REACH =
            new JourneyLights("reach-team", Verdict.BAD, Verdict.UNKNOWN, Verdict.GOOD, Verdict.GOOD);
    static final JourneyLights CASES =
            new JourneyLights("case-resolution", Verdict.GOOD, Verdict.GOOD, Verdict.BAD, Verdict.GOOD);

    Loop loop;

    abstract HikariDataSource database();

    @BeforeAll
    void start() {
        loop = new Loop(database(), true);
    }

    @AfterEach
    void leaveNothingGoingOn() {
        loop.timesDelivered = 1;
        loop.cancelAll();
        for (ModeSwitch left : modes().current(World.LIVE)) {
            if (left.incident() == null) {
                modes().undo(World.LIVE, left.journey(), left.mode(), "the test is over", DANA);
            } else {
                loop.answer(left.incident(), "undoByHand", Loop.DANA, Map.of());
            }
        }
    }

    @AfterAll
    void stop() {
        loop.close();
    }

    Modes modes() {
        return loop.bean(Modes.class);
    }

    String open(JourneyLights... hit) {
        return loop.open(true, false, List.of(hit), "identity-provider");
    }

    List<String> states(String key) {
        return modes().of(key).stream().map(ModeSwitch::state).toList();
    }

    ModeSwitch byHand(String journey, String mode) {
        ModeSwitch asked = modes().switchOn(World.LIVE, journey, mode, Scope.ALL, null, "a test", DANA);
        loop.settle();
        return asked;
    }

    void approve(String key) {
        loop.answer(key, "approveMode", Loop.DANA, Map.of("verdict", "switch"));
    }

    void approveWithStepsByHand(String key) {
        loop.answer(key, "approveMode", Loop.DANA, Map.of("verdict", "switch", "mode", "callback-later"));
    }

    void end(String key, Ending ending) {
        loop.change(key, i -> i.end(ending, DANA, "the test says so"));
    }

    @Test
    void aProposalIsApprovedSwitchedOnVerifiedAndPutBackWhenTheIncidentIsOver() {
        String key = open(Loop.bad("sign-in"));
        assertThat(modes().of(key)).singleElement().satisfies(m -> {
            assertThat(m.mode()).isEqualTo("security-questions");
            assertThat(m.state()).isEqualTo("proposed");
            assertThat(m.because()).contains("Sign-ins fail");
        });
        Task task = loop.task(key, "approveMode");
        assertThat(task.groups()).containsExactly("commander");
        assertThat(task.fields())
                .filteredOn(f -> f.id().equals("mode"))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.value()).isEqualTo("security-questions");
                    assertThat(f.options())
                            .extracting(Option::id)
                            .containsExactly("security-questions", "callback-later");
                });

        approve(key);
        assertThat(states(key)).containsExactly("on");
        assertThat(loop.bean(ModesOn.class).on(key)).extracting(Mode::id).containsExactly("security-questions");
        assertThat(loop.chain.kinds(key)).contains("mode.proposed", "mode.switching", "mode.on");
        assertThat(loop.delivered).contains("facts-changed");

        loop.signals(key, Verdict.GOOD);
        assertThat(states(key)).containsExactly("verified");
        loop.advance(Duration.ofSeconds(61));
        loop.answer(key, "workOffBacklog", Loop.DANA, Map.of("callbacksLeft", 0L, "waveOver", true));
        assertThat(loop.incident(key).ending()).contains(Ending.RESOLVED);
        assertThat(states(key)).containsExactly("off");
        assertThat(loop.tasks(key)).containsExactly("writeReview");
        assertThat(loop.chain.kinds(key))
                .containsSubsequence("mode.on", "mode.verified", "mode.failing-back", "mode.off");
    }

    @Test
    void whatIsLeftOffIsRefusedAndAskedForAgainOnlyWhenTheIncidentIsReopened() {
        String key = open(Loop.bad("sign-in"));
        loop.answer(key, "approveMode", Loop.DANA, Map.of("verdict", "leave", "why", "the phones are full"));
        assertThat(states(key)).containsExactly("refused");
        loop.change(key, i -> i.wake("facts-changed", null));
        assertThat(loop.tasks(key)).doesNotContain("approveMode");

        end(key, Ending.CANCELLED);
        loop.change(key, i -> i.reopen(DANA, "it is back"));
        assertThat(states(key)).containsExactly("refused", "proposed");
        assertThat(loop.tasks(key)).contains("approveMode");
    }

    @Test
    void stepsByHandAreTasksBeforeItCountsAsOnAndBeforeItCountsAsOff() {
        String key = open(Loop.bad("sign-in"));
        approveWithStepsByHand(key);
        assertThat(modes().of(key)).singleElement().satisfies(m -> {
            assertThat(m.mode()).isEqualTo("callback-later");
            assertThat(m.state()).isEqualTo("switching");
        });
        Task steps = loop.task(key, "switchByHand");
        assertThat(steps.groups()).containsExactlyInAnyOrder("commander", "agent-lead");
        assertThat(steps.about()).contains("1) Queue settings: open the call-back list", "2) Ask each supervisor");
        loop.answer(key, "switchByHand", Loop.DANA, Map.of());
        assertThat(states(key)).containsExactly("on");

        end(key, Ending.FALSE_ALARM);
        assertThat(states(key)).containsExactly("failing-back");
        assertThat(loop.task(key, "undoByHand").about()).contains("1) Queue settings: close the list");
        loop.advance(Duration.ofDays(1));
        assertThat(loop.tasks(key)).containsExactly("undoByHand");
        loop.answer(key, "undoByHand", Loop.DANA, Map.of());
        assertThat(states(key)).containsExactly("off");
        assertThat(loop.left(key)).isZero();
    }

    @Test
    void journeysAreProposedInTheirOrderOfProtectionAndAJourneyThatIsHitLaterGetsItsOwnProposalOnce() {
        String key = open(REACH, Loop.bad("sign-in"));
        assertThat(modes().of(key))
                .extracting(ModeSwitch::mode)
                .containsExactly("offer-callback", "security-questions");
        loop.hit(key, REACH, Loop.bad("sign-in"), CASES);
        loop.hit(key, REACH, Loop.bad("sign-in"));
        loop.hit(key, REACH, Loop.bad("sign-in"), CASES);
        assertThat(modes().of(key))
                .extracting(ModeSwitch::journey)
                .containsExactly("reach-team", "sign-in", "case-resolution");
        assertThat(loop.tasks(key)).filteredOn("approveMode"::equals).hasSize(3);
        end(key, Ending.DECLINED);
        assertThat(states(key)).containsExactly("refused", "refused", "refused");
        assertThat(loop.left(key)).isZero();
    }

    @Test
    void everyWaitAndEveryEndingLeavesNoModeTaskTimerOrInstance() {
        List<Consumer<String>> waits = List.of(
                k -> {},
                this::approve,
                k -> {
                    approve(k);
                    loop.change(k, i -> i.wake("signals-good", null));
                },
                this::approveWithStepsByHand,
                k -> {
                    approveWithStepsByHand(k);
                    loop.answer(k, "switchByHand", Loop.DANA, Map.of());
                },
                k -> {
                    approveWithStepsByHand(k);
                    loop.answer(k, "switchByHand", Loop.DANA, Map.of());
                    modes().undo(World.LIVE, "sign-in", "callback-later", "enough", DANA);
                    loop.settle();
                });
        for (Ending ending : List.of(Ending.FALSE_ALARM, Ending.DECLINED, Ending.CANCELLED)) {
            for (int wait = 0; wait < waits.size(); wait++) {
                String key = open(Loop.bad("sign-in"));
                waits.get(wait).accept(key);
                end(key, ending);
                String where = ending + " in wait " + wait;
                if (wait >= 3) {
                    assertThat(states(key)).as(where).containsAnyOf("failing-back", "rolling-back");
                    loop.answer(key, "undoByHand", Loop.DANA, Map.of());
                }
                assertThat(states(key)).as(where).isSubsetOf("off", "refused").hasSize(1);
                assertThat(modes().current(World.LIVE)).as(where).isEmpty();
                assertThat(loop.left(key)).as(where).isZero();
            }
        }
    }

    @Test
    void aProposalWhoseWakeUpWasLostIsRefusedAtTheEndAndDoesNotStayProposedForEver() {
        String key = open(Loop.bad("sign-in"));
        modes().switchOn(World.LIVE, "sign-in", "callback-later", Scope.ALL, null, "a test", DANA);
        loop.bean(JdbcClient.class)
                .sql("DELETE FROM nudge WHERE kind = 'mode-proposed'")
                .update();
        end(key, Ending.CANCELLED);
        assertThat(states(key)).containsExactly("refused", "refused");
        assertThat(loop.left(key)).isZero();
    }

    @Test
    void everyWakeUpMayComeTwice() {
        loop.timesDelivered = 2;
        String key = open(REACH, Loop.bad("sign-in"));
        assertThat(loop.tasks(key)).filteredOn("approveMode"::equals).hasSize(2);
        approve(key);
        approve(key);
        assertThat(states(key)).containsExactly("on", "on");
        modes().undo(World.LIVE, "sign-in", "security-questions", "enough", DANA);
        loop.settle();
        assertThat(states(key)).containsExactly("on", "off");
        end(key, Ending.CANCELLED);
        assertThat(states(key)).containsExactly("off", "off");
        assertThat(loop.left(key)).isZero();
    }

    @Test
    void itsHardEndPutsAModeBackWhateverTheIncidentDoes() {
        String key = open(Loop.bad("sign-in"));
        approve(key);
        loop.advance(Duration.ofHours(4).minusMinutes(1));
        assertThat(states(key)).containsExactly("on");
        loop.advance(Duration.ofMinutes(2));
        assertThat(states(key)).containsExactly("off");
        assertThat(loop.incident(key).goingOn()).isTrue();
    }

    @Test
    void whatAPersonSwitchesBelongsToTheIncidentThatHitsTheJourneyAndAsksNobodyAgain() {
        String key = open(Loop.bad("sign-in"));
        loop.answer(key, "approveMode", Loop.DANA, Map.of("verdict", "leave"));
        ModeSwitch asked = byHand("sign-in", "security-questions");
        assertThat(asked.incident()).isEqualTo(key);
        assertThat(states(key)).containsExactlyInAnyOrder("refused", "on");
        assertThat(loop.tasks(key)).doesNotContain("approveMode");
        assertThatThrownBy(() -> byHand("sign-in", "security-questions"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is on already");
        modes().undo(World.LIVE, "sign-in", "security-questions", "enough", DANA);
        loop.settle();
        assertThat(states(key)).containsExactlyInAnyOrder("refused", "off");
        assertThat(loop.chain.kinds(key)).contains("mode.rolling-back");
    }

    @Test
    void oneModeIsSwitchedInOneRegionAndInAnotherAndPutBackInBoth() {
        String key = open(Loop.bad("sign-in"));
        loop.answer(key, "approveMode", Loop.DANA, Map.of("verdict", "leave"));
        for (String region : List.of("eu-west", "us-east")) {
            modes().switchOn(
                            World.LIVE,
                            "sign-in",
                            "security-questions",
                            new Scope(List.of(region), List.of(), List.of()),
                            null,
                            "a test",
                            DANA);
            loop.settle();
        }
        assertThat(states(key)).containsExactlyInAnyOrder("refused", "on", "on");
        assertThatThrownBy(() -> byHand("sign-in", "security-questions")).hasMessageContaining("is on already");
        modes().undo(World.LIVE, "sign-in", "security-questions", "enough", DANA);
        loop.settle();
        assertThat(states(key)).containsExactlyInAnyOrder("refused", "off", "off");
    }

    @Test
    void whatTheGuardrailsOnlySuggestIsRefusedWithTheirReasonWhichStaysInTheRecord() {
        String key = open(Loop.bad("sign-in"));
        loop.answer(key, "approveMode", Loop.DANA, Map.of("verdict", "leave"));
        loop.change(key, i -> i.chooseSeverity(Severity.SEV4, "nobody feels it", DANA));
        long before = decisions(key);
        assertThatThrownBy(() -> byHand("sign-in", "security-questions"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Nobody feels it yet");
        assertThat(decisions(key)).isEqualTo(before + 1);
        assertThat(states(key)).containsExactly("refused");
    }

    private long decisions(String chain) {
        return loop.chain.entries.stream()
                .filter(e -> e.chain().equals(chain) && e.kind().equals("decision"))
                .count();
    }

    @Test
    void withoutAnIncidentOrBeforeItIsKnownToBeRealAModeStandsAloneUntilAPersonOrItsHardEndPutsItBack() {
        String doubtful = loop.open(false);
        long before = decisions(Entry.HOUSE);
        ModeSwitch alone = byHand("sign-in", "security-questions");
        assertThat(alone.incident()).isNull();
        assertThat(alone.state()).isEqualTo("on");
        assertThat(decisions(Entry.HOUSE)).isEqualTo(before + 1);
        assertThat(loop.chain.kinds(Entry.HOUSE)).contains("mode.switching", "mode.on");
        end(doubtful, Ending.FALSE_ALARM);
        assertThat(modes().current(World.LIVE)).extracting(ModeSwitch::state).containsExactly("on");

        assertThat(modes().undo(World.LIVE, "sign-in", "security-questions", "enough", DANA)
                        .state())
                .isEqualTo("off");
        byHand("sign-in", "security-questions");
        loop.advance(Duration.ofHours(4).plusSeconds(1));
        loop.context.getBean("hardEndsLook", Runnable.class).run();
        assertThat(modes().current(World.LIVE)).isEmpty();
        assertThat(loop.chain.kinds(Entry.HOUSE)).endsWith("mode.failing-back", "mode.off");
    }

    @Test
    void flagsSayWhatIsOnByScopeAtOnceAndAlsoWhileTheDatabaseIsAway() throws Exception {
        MockMvc api = api();
        String mode = "/ofrep/v1/evaluate/flags/mode.sign-in";
        String limit = "/ofrep/v1/evaluate/flags/journey.sign-in.paymentLimit";
        ask(api, mode, "{\"context\":{}}", 200)
                .andExpect(json("$.key", "mode.sign-in"))
                .andExpect(json("$.value", "normal"))
                .andExpect(json("$.variant", "normal"))
                .andExpect(json("$.reason", "STATIC"));
        ask(api, limit, "{\"context\":{}}", 404).andExpect(json("$.errorCode", "FLAG_NOT_FOUND"));

        String on =
                "{\"mode\":\"security-questions\",\"scope\":{\"regions\":[\"eu-west\"]},\"because\":\"sign-ins fail\"}";
        ask(api, "/api/modes/sign-in", on, 200)
                .andExpect(json("$.state", "on"))
                .andExpect(json("$.scope.regions[0]", "eu-west"));
        String there = "{\"context\":{\"targetingKey\":\"c-1\",\"region\":\"eu-west\",\"channel\":\"voice\"}}";
        ask(api, mode, there, 200)
                .andExpect(json("$.value", "security-questions"))
                .andExpect(json("$.variant", "security-questions"))
                .andExpect(json("$.reason", "TARGETING_MATCH"));
        ask(api, limit, there, 200).andExpect(json("$.value", 500));
        ask(api, mode, "{\"context\":{\"region\":\"us-east\"}}", 200).andExpect(json("$.value", "normal"));
        ask(api, mode, "{\"context\":{}}", 200).andExpect(json("$.value", "normal"));

        String all = "/ofrep/v1/evaluate/flags";
        String tag = ask(api, all, there, 200)
                .andExpect(jsonPath("$.flags[?(@.key=='mode.sign-in')].value").value("security-questions"))
                .andExpect(jsonPath("$.flags[?(@.key=='journey.sign-in.newPayees')].value")
                        .value(false))
                .andExpect(
                        jsonPath("$.flags[?(@.key=='mode.reach-team')].value").value("normal"))
                .andReturn()
                .getResponse()
                .getHeader("ETag");
        assertThat(tag).isNotNull();
        assertThat(api.perform(post(all)
                                .accept(MediaType.APPLICATION_JSON)
                                .contentType(MediaType.APPLICATION_JSON)
                                .content(there)
                                .header("If-None-Match", tag))
                        .andReturn()
                        .getResponse())
                .satisfies(r -> {
                    assertThat(r.getStatus()).isEqualTo(304);
                    assertThat(r.getContentAsString()).isEmpty();
                });

        AtomicBoolean away = loop.bean(AtomicBoolean.class);
        away.set(true);
        try {
            ask(api, mode, there, 200).andExpect(json("$.value", "security-questions"));
        } finally {
            away.set(false);
        }
        ask(api, "/api/modes/sign-in/security-questions/undo", "{\"because\":\"enough\"}", 200)
                .andExpect(json("$.state", "off"));
        ask(api, mode, there, 200).andExpect(json("$.value", "normal")).andExpect(json("$.reason", "STATIC"));
        assertThat(api.perform(post(all)
                                .accept(MediaType.APPLICATION_JSON)
                                .contentType(MediaType.APPLICATION_JSON)
                                .content(there)
                                .header("If-None-Match", tag))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(200);
    }

    @Test
    void whatIsAskedWronglyIsAnsweredInTheProtocolsOwnWords() throws Exception {
        MockMvc api = api();
        String one = "/ofrep/v1/evaluate/flags/mode.sign-in";
        for (String bad : List.of(
                "{\"context\":{\"region\":7}}",
                "{\"context\":\"eu-west\"}",
                "[]",
                "{\"context\":",
                "NaN",
                "[".repeat(20_000))) {
            ask(api, one, bad, 400)
                    .andExpect(json("$.errorCode", "INVALID_CONTEXT"))
                    .andExpect(json("$.key", "mode.sign-in"));
            ask(api, "/ofrep/v1/evaluate/flags", bad, 400).andExpect(json("$.errorCode", "INVALID_CONTEXT"));
        }
        for (String unknown : List.of("mode.nowhere", "mode", "journey.sign-in", "journey.sign-in.nothing", "${7*7}")) {
            ask(api, "/ofrep/v1/evaluate/flags/{key}", "{\"context\":{}}", 404, unknown)
                    .andExpect(json("$.errorCode", "FLAG_NOT_FOUND"))
                    .andExpect(json("$.key", unknown));
        }
        ask(api, "/api/modes/sign-in", "{\"mode\":\"security-questions\"}", 400);
        ask(api, "/api/modes/sign-in", "{\"because\":\"a test\"}", 400);
        ask(api, "/api/modes/sign-in", "{\"mode\":\"nothing\",\"because\":\"a test\"}", 404);
        ask(api, "/api/modes/nowhere", "{\"mode\":\"nothing\",\"because\":\"a test\"}", 404);
        ask(api, "/api/modes/sign-in/security-questions/undo", "{\"because\":\"a test\"}", 404);
    }

    private MockMvc api() {
        return ModesApiForTests.over(
                modes(),
                loop.bean(Playbooks.class),
                loop.bean(Flags.class),
                () -> Loop.DANA,
                loop.bean(JdbcClient.class),
                loop.bean(Ids.class),
                loop.clock);
    }

    private static ResultActions ask(MockMvc api, String path, String body, int status, Object... variables)
            throws Exception {
        return api.perform(post(path, variables)
                        .accept(MediaType.APPLICATION_JSON)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body))
                .andExpect(status().is(status));
    }

    private static ResultMatcher json(String path, Object value) {
        return jsonPath(path).value(value);
    }

    @Test
    void nothingButIdsAndVerdictsIsAProcessVariable() {
        String key = open(Loop.bad("sign-in"));
        approve(key);
        assertThat(loop.variables(key)).isSubsetOf("verdict", "ref", "rung");
    }
}
