package io.holdfast.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.catalog.Verdict;
import io.holdfast.delivery.Audience;
import io.holdfast.delivery.ButtonHandler;
import io.holdfast.evidence.Actor;
import io.holdfast.incident.CallOff;
import io.holdfast.incident.Ending;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Phase;
import io.holdfast.incident.Scope;
import io.holdfast.incident.Severity;
import io.holdfast.incident.Status;
import io.holdfast.incident.Suspect;
import io.holdfast.learn.Participants;
import io.holdfast.learn.Reviews;
import io.holdfast.resolve.ModeSwitch;
import io.holdfast.route.HandOver;
import io.holdfast.tasks.Task;
import io.holdfast.tasks.TaskRefused;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.security.access.AccessDeniedException;

/** The loop by its diagrams: what runs, what waits, and that every ending leaves nothing behind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LoopContract {
    private static final Actor DANA = new Actor.Person("dana");

    Loop loop;

    abstract HikariDataSource database();

    @BeforeAll
    void start() {
        loop = new Loop(database());
    }

    @AfterEach
    void leaveNothingGoingOn() {
        loop.timesDelivered = 1;
        loop.losing = false;
        loop.cancelAll();
    }

    @AfterAll
    void stop() {
        loop.close();
    }

    @Test
    void aCertainCandidateIsDiagnosedRoutedAndPagedAtOnceAndClosesWhenItsReviewIsDone() {
        String key = loop.open(true, "identity-provider");

        Incident begun = loop.incident(key);
        assertThat(begun.phase()).isEqualTo(Phase.RESOLVE);
        assertThat(begun.suspect().map(Suspect::id)).contains("identity-provider");
        assertThat(begun.severity().atLeast(Severity.SEV2)).isTrue();
        assertThat(begun.needs("commander")).isTrue();
        assertThat(loop.tasks(key)).containsExactly("confirmDiagnosis", "mitigate", "takeCommand", "takeOwnership");
        assertThat(loop.pages(key, "commander")).containsExactly("[dana]");
        assertThat(loop.pages(key, "owner")).containsExactly("[priya]");
        Task command = loop.task(key, "takeCommand");
        assertThat(command.onDue()).isEqualTo("Omar Haddad is paged");

        loop.answer(key, "takeCommand", Loop.DANA, Map.of("verdict", "take"));
        loop.answer(key, "takeOwnership", Loop.PRIYA, Map.of("verdict", "take"));
        Task confirm = loop.task(key, "confirmDiagnosis");
        assertThat(confirm.fields())
                .filteredOn(f -> f.id().equals("severity"))
                .singleElement()
                .satisfies(f -> assertThat(f.value()).isEqualTo(begun.severity().name()));
        loop.answer(
                key,
                "confirmDiagnosis",
                Loop.DANA,
                Map.of("verdict", "confirm", "suspect", "identity-provider", "severity", "SEV2"));
        Incident taken = loop.incident(key);
        assertThat(taken.commander()).contains("dana");
        assertThat(taken.owner()).contains("priya");
        assertThat(taken.ownerTeam()).contains("identity");
        assertThat(taken.acknowledgedAt()).isPresent();
        assertThat(taken.status()).isEqualTo(Status.IDENTIFIED);
        assertThat(taken.suspectChosen()).isTrue();
        // The identity provider is run by a vendor: a case is to be opened there, and nothing waits for it.
        Task vendor = loop.task(key, "openVendorCase");
        assertThat(vendor.fields())
                .filteredOn(f -> f.id().equals("words"))
                .singleElement()
                .satisfies(f -> assertThat(String.valueOf(f.value())).contains(key, "Northbank"));

        loop.signals(key, Verdict.GOOD);
        assertThat(loop.incident(key).status()).isEqualTo(Status.MONITORING);
        assertThat(loop.tasks(key)).containsExactly("openVendorCase");
        loop.answer(key, "openVendorCase", Loop.PRIYA, Map.of());
        assertThat(loop.chain.entries)
                .as("also without a number")
                .anyMatch(e -> e.chain().equals(key) && e.kind().equals("vendor.case"));
        loop.advance(Duration.ofSeconds(61));

        Incident ended = loop.incident(key);
        assertThat(ended.ending()).contains(Ending.RESOLVED);
        assertThat(ended.restoredAt()).isPresent();
        assertThat(ended.phase()).isEqualTo(Phase.LEARN);
        assertThat(loop.tasks(key)).containsExactly("writeReview");
        assertThat(loop.bean(Reviews.class).of(key)).hasValueSatisfying(r -> {
            assertThat(r.course()).isNotEmpty();
            assertThat(r.summary()).contains("Customers may not be able to prove who they are");
        });
        assertThat(loop.bean(Participants.class).of(key))
                .containsExactly(
                        new Participants.Participant("dana", true, false, true, 2, 0, 2, false),
                        new Participants.Participant("priya", false, true, false, 2, 0, 1, false));
        loop.advance(Duration.ofDays(1).plusMinutes(1));
        assertThat(loop.letters.all)
                .filteredOn(m -> m.topic().equals(key + "/remind/review"))
                .hasSize(1);
        Reviews reviews = loop.bean(Reviews.class);
        assertThat(reviews.late(loop.clock.in(World.LIVE), 50))
                .extracting(Reviews.Late::incident)
                .doesNotContain(key);
        loop.advance(Duration.ofDays(2).plusMinutes(1));
        assertThat(reviews.late(loop.clock.in(World.LIVE), 50))
                .extracting(Reviews.Late::incident, Reviews.Late::owner)
                .contains(org.assertj.core.groups.Tuple.tuple(key, "dana"));
        assertThat(Objects.requireNonNull(loop.task(key, "writeReview").dueAt()))
                .isCloseTo(
                        Objects.requireNonNull(reviews.of(key).orElseThrow().dueAt()), within(1, ChronoUnit.SECONDS));
        loop.answer(key, "writeReview", Loop.DANA, Map.of("summary", "It was the vendor", "owner", "dana"));
        for (String[] wrong : new String[][] {
            {"owner1=priya,due1=2027-01-31", "action1"},
            {"action1=Fix it,due1=2027-01-31", "owner1"},
            {"action1=Fix it,owner1=priya", "due1"},
            {"action1=Fix it,owner1=priya,due1=2020-01-01", "due1"},
            {"action1=Fix it,owner1=priya,due1=2999-01-01", "due1"},
            {"action1=Fix it,owner1=priya,due1=2027-01-31,due3=2027-01-31", "action3"}
        }) {
            Map<String, Object> answers = new java.util.HashMap<>();
            for (String pair : wrong[0].split(",")) {
                answers.put(pair.split("=")[0], pair.split("=")[1]);
            }
            assertThatThrownBy(() -> loop.answer(key, "agreeOnActions", Loop.DANA, answers))
                    .isInstanceOfSatisfying(
                            TaskRefused.class, e -> assertThat(e.field()).isEqualTo(wrong[1]));
        }
        loop.answer(
                key,
                "agreeOnActions",
                Loop.DANA,
                Map.of("action1", "A second provider", "owner1", "priya", "due1", "2027-01-31"));

        assertThat(loop.incident(key).phase()).isEqualTo(Phase.CLOSED);
        assertThat(loop.bean(Reviews.class).of(key)).hasValueSatisfying(r -> {
            assertThat(r.summary()).isEqualTo("It was the vendor");
            assertThat(r.writtenBy()).isEqualTo("dana");
            assertThat(r.actions()).singleElement().satisfies(a -> {
                assertThat(a.what()).isEqualTo("A second provider");
                assertThat(a.dueOn()).isEqualTo(LocalDate.of(2027, 1, 31));
            });
        });
        assertThat(loop.left(key)).isZero();
    }

    @Test
    void everyWakeUpMayBeLostOnce() {
        loop.losing = true;
        String key = loop.open(true, "identity-provider");
        assertThat(loop.tasks(key)).containsExactly("confirmDiagnosis", "mitigate", "takeCommand", "takeOwnership");
        loop.signals(key, Verdict.GOOD);
        loop.advance(Duration.ofSeconds(61));
        assertThat(loop.incident(key).ending()).contains(Ending.RESOLVED);
        loop.change(key, i -> i.reopen(new Actor.Person("dana"), "it is bad again"));
        assertThat(loop.incident(key).phase()).isEqualTo(Phase.RESOLVE);
        assertThat(loop.tasks(key)).doesNotContain("writeReview");
        loop.signals(key, Verdict.BAD);
        loop.signals(key, Verdict.GOOD);
        loop.advance(Duration.ofSeconds(61));
        loop.answer(key, "writeReview", Loop.DANA, Map.of("summary", "It was the vendor", "owner", "dana"));
        loop.answer(key, "agreeOnActions", Loop.DANA, Map.of());
        assertThat(loop.incident(key).phase()).isEqualTo(Phase.CLOSED);
        assertThat(loop.left(key)).isZero();
    }

    @Test
    void everyWakeUpMayComeTwice() {
        loop.timesDelivered = 2;
        String key = loop.open(true, "identity-provider");
        loop.signals(key, Verdict.GOOD);
        loop.advance(Duration.ofSeconds(61));
        assertThat(loop.incident(key).ending()).contains(Ending.RESOLVED);
        assertThat(loop.tasks(key)).containsExactly("writeReview");
    }

    @Test
    void aDoubtfulCandidateDisturbsNobodyButTheTriageAndAFalseAlarmLeavesNothing() {
        String key = loop.open(false);
        assertThat(loop.tasks(key)).containsExactly("isThisReal");
        assertThat(loop.pages(key, "commander")).isEmpty();
        String first = loop.task(key, "isThisReal").id();
        loop.advance(Duration.ofMinutes(11));
        loop.advance(Duration.ofMinutes(11));
        assertThat(loop.letters.all)
                .filteredOn(m -> m.topic().equals(key + "/remind/triage"))
                .hasSize(2);
        assertThat(loop.task(key, "isThisReal").id()).isEqualTo(first);

        loop.answer(key, "isThisReal", Loop.DANA, Map.of("verdict", "false-alarm"));

        assertThat(loop.incident(key).ending()).contains(Ending.FALSE_ALARM);
        assertThat(loop.incident(key).phase()).isEqualTo(Phase.CLOSED);
        assertThat(loop.left(key)).isZero();
    }

    @Test
    void signalsThatMakeItCertainTakeTheQuestionAway() {
        String key = loop.open(false);
        loop.change(key, i -> i.confirm(new Actor.Self("detect"), "three sources agree"));
        assertThat(loop.tasks(key)).doesNotContain("isThisReal").contains("takeCommand");
        assertThat(loop.letters.all)
                .filteredOn(m -> m.topic().startsWith(key + "/task/") && m.edit())
                .hasSize(1);
    }

    @Test
    void aDuplicateNamesTheOther() {
        String other = loop.open(true, "identity-provider");
        String key = loop.open(false);
        loop.answer(key, "isThisReal", Loop.DANA, Map.of("verdict", "duplicate", "duplicateOf", other));
        assertThat(loop.incident(key).mergedInto()).contains(other);
        assertThat(loop.left(key)).isZero();
    }

    @Test
    void whoDoesNotAnswerIsPassedOverAndTheLastRungRepeatsWider() {
        String key = loop.open(true, "identity-provider");
        for (int n = 0; n < 4; n++) {
            loop.advance(Duration.ofMinutes(5).plusSeconds(1));
        }
        assertThat(loop.pages(key, "commander"))
                .containsExactly("[dana]", "[omar]", "[dana, omar]", "[dana, omar, lee]", "[dana, omar, lee]");
        loop.answer(key, "takeCommand", Loop.OMAR, Map.of("verdict", "take"));
        loop.advance(Duration.ofMinutes(6));
        assertThat(loop.pages(key, "commander")).hasSize(5);
        assertThat(loop.letters.all)
                .filteredOn(
                        m -> m.topic().equals(key + "/page/commander") && m.audience() instanceof Audience.ToldEarlier)
                .singleElement()
                .satisfies(m -> assertThat(m.texts().get(0).body()).contains("Omar Haddad has command"));
    }

    @Test
    void notMineAsksTheNextAtOnceAndHandedOnAsksThatPersonFirst() {
        String key = loop.open(true, "identity-provider");
        loop.answer(key, "takeCommand", Loop.DANA, Map.of("verdict", "not-mine"));
        assertThat(loop.pages(key, "commander")).containsExactly("[dana]", "[omar]");
        loop.answer(key, "takeCommand", Loop.OMAR, Map.of("verdict", "hand-to", "who", "dana"));
        assertThat(loop.pages(key, "commander")).containsExactly("[dana]", "[omar]", "[dana]");
        loop.advance(Duration.ofMinutes(5).plusSeconds(1));
        assertThat(loop.pages(key, "commander")).containsExactly("[dana]", "[omar]", "[dana]", "[dana]");
    }

    @Test
    void aButtonTakesCommandAndTheSlowerOneReadsWhoWasFaster() {
        String key = loop.open(true, "identity-provider");
        ButtonHandler buttons = loop.bean(ButtonHandler.class);
        assertThat(buttons.pressed(press("take", key, "U01OMAR00"))).isEqualTo("You have command of " + key + ".");
        loop.settle();
        assertThat(loop.incident(key).commander()).contains("omar");
        assertThat(buttons.pressed(press("take", key, "U01DANA00")))
                .isEqualTo("Somebody was faster: Omar Haddad has command of " + key + ".");
        assertThat(buttons.pressed(press("take", key, "U0NOBODY"))).contains("does not know you");
    }

    private static ButtonHandler.Press press(String action, String key, String who) {
        return new ButtonHandler.Press("1", action, key + "/takeCommand", who, "D1", "1.1", java.time.Instant.EPOCH);
    }

    @Test
    void anotherCauseAsksAnotherTeamAndAgainOnlyWhereItIsAnother() {
        String key = loop.open(true, "identity-provider");
        loop.answer(
                key,
                "confirmDiagnosis",
                Loop.DANA,
                Map.of("verdict", "overrule", "suspect", "crm", "severity", "SEV3"));
        assertThat(loop.pages(key, "owner")).containsExactly("[priya]", "[sam]");
        assertThat(loop.pages(key, "commander")).containsExactly("[dana]");
        assertThat(loop.task(key, "takeOwnership").groups()).containsExactly("team:crm");
        assertThatThrownBy(() -> loop.answer(key, "takeOwnership", Loop.PRIYA, Map.of("verdict", "take")))
                .isInstanceOf(TaskRefused.class);
        loop.answer(key, "takeOwnership", Loop.SAM, Map.of("verdict", "take"));
        loop.change(key, i -> i.wake("facts-changed", null));
        assertThat(loop.pages(key, "owner")).hasSize(2);
        assertThat(loop.incident(key).severity()).isEqualTo(Severity.SEV3);
    }

    @Test
    void anOwnerWhoLetsGoOrIsNotHeardFromIsAskedForAgainWhileBothRolesAreKept() {
        String key = loop.open(true, "identity-provider");
        loop.answer(key, "takeCommand", Loop.DANA, Map.of("verdict", "take"));
        loop.answer(key, "takeOwnership", Loop.PRIYA, Map.of("verdict", "take"));
        loop.change(key, i -> i.release("commander", DANA, "end of shift"));
        loop.change(key, i -> i.release("owner", DANA, "end of shift"));
        loop.change(key, i -> i.wake("owner-needed", "owner"));
        assertThat(loop.tasks(key)).contains("takeCommand", "takeOwnership");
        assertThat(loop.pages(key, "commander")).hasSize(2);
        assertThat(loop.pages(key, "owner")).hasSize(2);
        loop.answer(key, "takeOwnership", Loop.PRIYA, Map.of("verdict", "take"));
        loop.answer(key, "takeCommand", Loop.OMAR, Map.of("verdict", "take"));
        loop.advance(Duration.ofHours(5));
        assertThat(loop.pages(key, "owner").size()).isGreaterThan(2);
        assertThat(loop.incident(key).owner()).contains("priya");
    }

    @Test
    void whoHasARoleHandsItOverToSomebodyWhoIsAskedFirstAndTheLadderFollows() {
        String key = loop.open(true, "identity-provider");
        HandOver hands = loop.bean(HandOver.class);
        assertThatThrownBy(() -> hands.handOver(key, "commander", "omar", "end of shift", Loop.DANA))
                .hasMessageContaining("Nobody has it yet");
        loop.answer(key, "takeCommand", Loop.DANA, Map.of("verdict", "take"));
        loop.answer(key, "takeOwnership", Loop.PRIYA, Map.of("verdict", "take"));
        assertThatThrownBy(() -> hands.handOver(key, "commander", "omar", "end of shift", Loop.PRIYA))
                .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> hands.handOver(key, "commander", "sam", "end of shift", Loop.DANA))
                .hasMessageContaining("'to' is one of")
                .hasMessageContaining("not 'sam'");

        hands.handOver(key, "commander", "omar", "end of shift", Loop.DANA);
        loop.settle();

        assertThat(loop.tasks(key)).contains("takeCommand");
        assertThat(loop.pages(key, "commander")).containsExactly("[dana]", "[omar]");
        loop.advance(Duration.ofMinutes(5).plusSeconds(1));
        assertThat(loop.pages(key, "commander")).containsExactly("[dana]", "[omar]", "[dana]");
        loop.answer(key, "takeCommand", Loop.OMAR, Map.of("verdict", "take"));
        assertThat(loop.incident(key).commander()).contains("omar");
        assertThat(loop.incident(key).owner()).contains("priya");
    }

    @Test
    void whatIsCalledOffOnceWorkHasBegunEndsByTheOneWayOut() {
        CallOff callOff = loop.bean(CallOff.class);
        String other = loop.open(true, "identity-provider");
        String key = loop.open(true, "identity-provider");
        loop.answer(key, "takeCommand", Loop.DANA, Map.of("verdict", "take"));

        assertThatThrownBy(() -> callOff.end(key, Ending.RESOLVED, "fixed", DANA))
                .hasMessageContaining("false-alarm");
        assertThatThrownBy(() -> callOff.end(key, Ending.FALSE_ALARM, " ", DANA))
                .hasMessageContaining("Say why");
        assertThatThrownBy(() -> callOff.merge(key, key, "the same", DANA)).hasMessageContaining("'into'");
        callOff.merge(key, other, "the same outage", DANA);
        loop.settle();
        assertThat(loop.incident(key).ending()).contains(Ending.DUPLICATE);
        assertThat(loop.incident(key).mergedInto()).contains(other);
        assertThat(loop.left(key)).isZero();

        callOff.end(other, Ending.FALSE_ALARM, "a probe was wrong", DANA);
        loop.settle();
        assertThat(loop.incident(other).ending()).contains(Ending.FALSE_ALARM);
        assertThat(loop.left(other)).isZero();
        assertThatThrownBy(() -> callOff.end(other, Ending.CANCELLED, "again", DANA))
                .hasMessageContaining("has ended already");
    }

    @Test
    void partOfAnotherOneHasToSayOfWhich() {
        String key = loop.open(false);
        assertThatThrownBy(() -> loop.answer(key, "isThisReal", Loop.DANA, Map.of("verdict", "duplicate")))
                .isInstanceOf(TaskRefused.class)
                .hasMessageContaining("which incident");
        loop.answer(key, "isThisReal", Loop.DANA, Map.of("verdict", "decline"));
    }

    @Test
    void signalsThatTurnBadWhileItIsWatchedTakeItBackToWork() {
        String key = loop.open(true, "identity-provider");
        loop.signals(key, Verdict.GOOD);
        loop.signals(key, Verdict.BAD);
        assertThat(loop.incident(key).status()).isEqualTo(Status.INVESTIGATING);
        assertThat(loop.tasks(key)).contains("mitigate");
        loop.advance(Duration.ofMinutes(2));
        assertThat(loop.incident(key).goingOn()).isTrue();
        loop.signals(key, Verdict.GOOD);
        loop.signals(key, Verdict.UNKNOWN);
        loop.advance(Duration.ofSeconds(61));
        assertThat(loop.incident(key).goingOn())
                .as("what is silent is not good")
                .isTrue();
        loop.signals(key, Verdict.GOOD);
        loop.advance(Duration.ofSeconds(61));
        assertThat(loop.incident(key).ending()).contains(Ending.RESOLVED);
    }

    @Test
    void aMitigationCountsWhenTheSignalsBearItOutOrAReasonIsGivenAndThenOnlyNewBadOnesCount() {
        String key = loop.open(true, "identity-provider");
        loop.answer(key, "mitigate", Loop.PRIYA, Map.of("what", "restarted", "mitigated", true));
        assertThat(loop.incident(key).status()).isEqualTo(Status.INVESTIGATING);
        assertThat(loop.tasks(key)).contains("mitigate");
        assertThat(loop.task(key, "mitigate").about())
                .contains("that it is fixed, but", "Sign in and verification (identity)", "give the reason");
        loop.answer(
                key,
                "mitigate",
                Loop.PRIYA,
                Map.of("what", "failed over", "mitigated", true, "reason", "the probe itself is broken"));
        assertThat(loop.incident(key).status()).isEqualTo(Status.MONITORING);
        loop.change(key, i -> i.wake("signals-bad", null));
        assertThat(loop.incident(key).status()).isEqualTo(Status.MONITORING);
        loop.advance(Duration.ofSeconds(61));
        assertThat(loop.incident(key).ending()).contains(Ending.RESOLVED);
    }

    @Test
    void reopenedDuringItsReviewItIsWorkedOnAgainAndReopenedAfterClosingItStartsAgain() {
        String key = loop.open(true, "identity-provider");
        loop.signals(key, Verdict.GOOD);
        loop.advance(Duration.ofSeconds(61));
        assertThat(loop.tasks(key)).containsExactly("writeReview");
        loop.change(key, i -> i.reopen(DANA, "it is back"));
        assertThat(loop.incident(key).phase()).isEqualTo(Phase.RESOLVE);
        assertThat(loop.tasks(key)).contains("takeCommand").doesNotContain("writeReview");

        loop.change(key, i -> i.end(Ending.CANCELLED, DANA, "an exercise"));
        assertThat(loop.incident(key).phase()).isEqualTo(Phase.CLOSED);
        assertThat(loop.left(key)).isZero();
        loop.change(key, i -> i.reopen(DANA, "not an exercise"));
        assertThat(loop.incident(key).phase()).isEqualTo(Phase.RESOLVE);
        assertThat(loop.tasks(key)).contains("takeCommand");
    }

    @Test
    void endedEarlyInAnyPhaseItLeavesNoInstanceTaskTimerOrSubscription() {
        List<java.util.function.Consumer<String>> until = List.of(
                k -> {},
                k -> loop.change(k, i -> i.confirm(DANA, "a person says so")),
                k -> loop.answer(k, "takeCommand", Loop.DANA, Map.of("verdict", "take")),
                k -> loop.answer(k, "takeOwnership", Loop.PRIYA, Map.of("verdict", "take")),
                k -> loop.change(k, i -> i.release("commander", DANA, "end of shift")),
                k -> loop.signals(k, Verdict.GOOD));
        for (int phase = 0; phase < until.size(); phase++) {
            String key = loop.open(false, "identity-provider");
            for (int step = 0; step <= phase; step++) {
                until.get(step).accept(key);
            }
            loop.change(key, i -> i.end(Ending.DECLINED, DANA, "not ours"));
            assertThat(loop.incident(key).phase()).as("after step " + phase).isEqualTo(Phase.CLOSED);
            assertThat(loop.left(key)).as("after step " + phase).isZero();
        }
    }

    @Test
    void aFallbackThatIsOnLeavesABacklogAndARelapseDuringTheRecoveryGoesBackToWork() {
        String key = loop.open(true, "identity-provider");
        loop.modes.all.add(new ModeSwitch(
                "m1",
                key,
                "sign-in",
                "security-questions",
                "By questions",
                Scope.ALL,
                "verified",
                java.time.Instant.EPOCH,
                "a test"));
        loop.signals(key, Verdict.GOOD);
        loop.advance(Duration.ofSeconds(61));
        assertThat(loop.tasks(key)).contains("workOffBacklog");
        loop.signals(key, Verdict.BAD);
        assertThat(loop.tasks(key)).contains("mitigate").doesNotContain("workOffBacklog");
        loop.signals(key, Verdict.GOOD);
        loop.advance(Duration.ofSeconds(61));
        loop.answer(key, "workOffBacklog", Loop.DANA, Map.of("callbacksLeft", 12L, "waveOver", false));
        assertThat(loop.incident(key).goingOn()).isTrue();
        loop.answer(key, "workOffBacklog", Loop.DANA, Map.of("callbacksLeft", 0L, "waveOver", true));
        assertThat(loop.incident(key).ending()).contains(Ending.RESOLVED);
    }

    @Test
    void whatWasReopenedWhileItsCompanionsWoundDownGoesOn() {
        String key = loop.open(true, "identity-provider");
        loop.change(key, i -> {
            i.end(Ending.CANCELLED, DANA, "by mistake");
            i.reopen(DANA, "it was a mistake");
        });
        assertThat(loop.incident(key).phase()).isEqualTo(Phase.RESOLVE);
        assertThat(loop.tasks(key)).contains("takeCommand", "mitigate");
    }

    @Test
    void whatAPersonReportedIsNotMendedBeforeSomebodyHasDoneSomething() {
        String key = loop.openManual();
        assertThat(loop.tasks(key)).contains("mitigate");
        assertThat(loop.incident(key).status()).isEqualTo(Status.INVESTIGATING);
        loop.answer(key, "mitigate", Loop.DANA, Map.of("what", "rebooted it", "mitigated", true));
        assertThat(loop.incident(key).status()).isEqualTo(Status.MONITORING);
    }

    @Test
    void whatIsLeftToTheRulesIsOfferedAgainWhenTheFactsChange() {
        String key = loop.open(true, "identity-provider");
        loop.answer(key, "confirmDiagnosis", Loop.DANA, Map.of("verdict", "later"));
        assertThat(loop.tasks(key)).doesNotContain("confirmDiagnosis");
        loop.change(key, i -> i.wake("facts-changed", null));
        String offered = loop.task(key, "confirmDiagnosis").id();
        loop.change(key, i -> i.wake("facts-changed", null));
        assertThat(loop.task(key, "confirmDiagnosis").id())
                .as("a task that somebody may be reading stays the same")
                .isEqualTo(offered);
    }

    @Test
    void everyTaskReachesItsPeopleOnceAndSaysWhoDidIt() {
        String key = loop.open(true, "identity-provider");
        String id = loop.task(key, "confirmDiagnosis").id();
        String topic = key + "/task/" + id;
        assertThat(loop.letters.all)
                .filteredOn(m -> m.topic().equals(topic))
                .singleElement()
                .satisfies(m -> {
                    assertThat(m.texts().get(0).body()).contains("Confirm the diagnosis");
                    assertThat(m.texts().get(0).buttons().get(0).url())
                            .isEqualTo("https://holdfast.example/tasks/" + id);
                });
        loop.answer(key, "confirmDiagnosis", Loop.DANA, Map.of("verdict", "confirm"));
        assertThat(loop.letters.all)
                .filteredOn(m -> m.topic().equals(topic) && m.edit())
                .singleElement()
                .satisfies(m -> assertThat(m.texts().get(0).body()).contains("Done by Dana Ortiz"));
    }

    @Test
    void nothingButIdsAndVerdictsIsAProcessVariable() {
        String key = loop.open(true, "identity-provider");
        loop.answer(key, "mitigate", Loop.PRIYA, Map.of("what", "we restarted the whole of it", "mitigated", true));
        assertThat(loop.variables(key)).isSubsetOf("verdict", "ref", "rung");
    }
}
