package io.holdfast.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.catalog.Verdict;
import io.holdfast.detect.ReadingsAgain.Stood;
import io.holdfast.evidence.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One indicator's readings, folded again: bad under 0.9 for two minutes, good from 0.97 for five, at least 20 of them. */
class RefoldTest {
    private static final Instant T = Instant.parse("2026-03-10T10:00:00Z");
    private static final Judged.Rule RULE = rule(0.9, Duration.ofMinutes(2), Duration.ofMinutes(5));

    private static Judged.Rule rule(double bad, Duration badFor, Duration goodFor) {
        return new Judged.Rule(
                true,
                0.96,
                bad,
                0.97,
                badFor,
                goodFor,
                20,
                new Actor.Rule("processes/decisions/thresholds.dmn", 1, "r9", 1));
    }

    private static Instant minute(int minute) {
        return T.plus(Duration.ofMinutes(minute));
    }

    private final Refold refold = new Refold(RULE, Duration.ofSeconds(90), Set.of(Verdict.BAD));

    private void minutes(int from, int to, double value) {
        for (int minute = from; minute <= to; minute++) {
            refold.read(value, 400L, minute(minute));
        }
    }

    @Test
    void itStandsOnceItsWindowIsCompleteAndNoMoreOnceItWasGoodForItsWindow() {
        minutes(0, 4, 0.99);
        minutes(5, 10, 0.7);
        minutes(11, 20, 0.99);
        assertThat(refold.until(minute(20))).containsExactly(new Stood(minute(7), minute(16), Verdict.BAD, minute(7)));
    }

    @Test
    void whatIsShorterThanTheWindowIsNothing() {
        minutes(0, 4, 0.99);
        minutes(5, 6, 0.7);
        minutes(7, 12, 0.99);
        assertThat(refold.until(minute(12))).isEmpty();
    }

    @Test
    void betweenGoodAndStrainedItHoldsAndDoesNotRecover() {
        minutes(0, 3, 0.7);
        minutes(4, 30, 0.965);
        minutes(31, 36, 0.99);
        assertThat(refold.until(minute(36))).containsExactly(new Stood(minute(2), minute(36), Verdict.BAD, minute(2)));
    }

    @Test
    void strainedIsNoAlarmWhereTriageOpensNothingForItAndBecomesOneWhenItIsBad() {
        minutes(0, 4, 0.95);
        minutes(5, 8, 0.7);
        minutes(9, 16, 0.99);
        minutes(17, 20, 0.95);
        assertThat(refold.until(minute(20)))
                .containsExactly(
                        new Stood(minute(2), minute(14), Verdict.BAD, minute(7)),
                        new Stood(minute(19), null, Verdict.STRAINED, null));
    }

    @Test
    void tooSmallASampleIsHeardAndJudgedByNothing() {
        for (int minute = 0; minute <= 10; minute++) {
            refold.read(0.1, 19L, minute(minute));
        }
        assertThat(refold.until(minute(11))).isEmpty();
    }

    @Test
    void aSenderWhoIsLateEndsItAtTheMomentAtWhichHeIs() {
        minutes(0, 5, 0.7);
        minutes(60, 70, 0.99);
        assertThat(refold.until(minute(70)))
                .containsExactly(new Stood(minute(2), minute(6).plusSeconds(30), Verdict.BAD, minute(2)));
    }

    @Test
    void aWindowCompletesBetweenTwoReadingsByTimeAlone() {
        Refold slow = new Refold(RULE, null, Set.of(Verdict.BAD));
        slow.read(0.7, 400L, minute(0));
        slow.read(0.7, 400L, minute(30));
        assertThat(slow.until(minute(30))).containsExactly(new Stood(minute(2), null, Verdict.BAD, minute(2)));
        Refold once = new Refold(RULE, null, Set.of(Verdict.BAD));
        once.read(0.7, 400L, minute(0));
        assertThat(once.until(minute(1))).isEmpty();
        assertThat(once.until(minute(2))).as("seen later").hasSize(1);
    }

    @Test
    void whereNoRuleSpeaksOfItItNeverStands() {
        Refold none = new Refold(null, null, Set.of(Verdict.BAD));
        none.read(0.0, 400L, minute(0));
        assertThat(none.until(minute(60))).isEmpty();
    }

    @Test
    void rulesJudgeAlikeWhereFiguresAndWindowsAreTheSameWhateverTheirRow() {
        Judged.Rule moved = new Judged.Rule(
                true,
                0.96,
                0.9,
                0.97,
                Duration.ofMinutes(2),
                Duration.ofMinutes(5),
                20,
                new Actor.Rule("processes/decisions/thresholds.dmn", 2, "r1", 2));
        assertThat(RULE.judgesLike(moved)).isTrue();
        assertThat(List.of(
                        rule(0.91, Duration.ofMinutes(2), Duration.ofMinutes(5)),
                        rule(0.9, Duration.ofMinutes(3), Duration.ofMinutes(5)),
                        rule(0.9, Duration.ofMinutes(2), Duration.ofMinutes(6))))
                .noneMatch(RULE::judgesLike);
    }
}
