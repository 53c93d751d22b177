package io.holdfast.scorecard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.scorecard.Scorecard.By;
import io.holdfast.scorecard.Scorecard.Exercise;
import io.holdfast.scorecard.Scorecard.Group;
import io.holdfast.scorecard.Scorecard.Load;
import io.holdfast.scorecard.Scorecard.Noise;
import io.holdfast.scorecard.Scorecards.Question;
import io.holdfast.time.SqlTime;
import java.util.Map;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The forty incidents in a database: read, counted, kept, and counted anew where something changed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ScorecardContract {
    private static final Question ALL =
            Periods.of("2026-03-01", "2026-11-30", null, FortyIncidents.LONDON, FortyIncidents.NOW);

    private HikariDataSource database;
    private JdbcClient db;
    private ScorecardWired wired;
    private PastReader reader;
    private Counting counting;
    private ScorecardOfRows scorecards;

    abstract HikariDataSource database();

    @BeforeAll
    void start() {
        database = database();
        wired = new ScorecardWired(database, FortyIncidents.catalog(FortyIncidents.LONDON), FortyIncidents.NOW);
        db = wired.db;
        reader = wired.reader;
        counting = wired.counting;
        scorecards = wired.scorecards;
        new WrittenHistory(db).write();
        drills();
        wired.countAll();
    }

    @AfterAll
    void stop() {
        database.close();
    }

    /**
     * One live exercise whose fallback helped, one that was broken off; a drill with two fallbacks, one of which helped; what a change was
     * tried on.
     */
    private void drills() {
        drill(1, "live", "live", "passed", "x1");
        drill(2, "live", "live", "aborted", "x2");
        drill(3, "sandbox", "drill-3", "passed", null);
        drill(4, "sandbox", "drill-4", "passed", null);
        db.sql("UPDATE drill SET by_name = 'replay' WHERE number = 4").update();
        modeSwitch("x5", "drill-4", true);
        modeSwitch("x1", "live", true);
        modeSwitch("x2", "live", false);
        modeSwitch("x3", "drill-3", true);
        modeSwitch("x4", "drill-3", false);
    }

    private void drill(
            int number, String kind, String world, String state, @org.jspecify.annotations.Nullable String mode) {
        db.sql("""
                INSERT INTO drill (number, kind, scenario, name, world, playbook, state, stage, real_time, by_name, begins_at, clock_at,
                  fed, steps, lease_until, started_at, ended_at, switch_id)
                VALUES (:n, :kind, 's', 'S', :world, 1, :state, 'over', FALSE, 'kai', :at, :at, 0, 0, :at, :at, :at, :mode)
                """)
                .param("n", number)
                .param("kind", kind)
                .param("world", world)
                .param("state", state)
                .param("at", SqlTime.of(FortyIncidents.NOW.minusSeconds(86_400)))
                .param("mode", mode)
                .update();
    }

    private void modeSwitch(String id, String world, boolean helped) {
        db.sql("""
                INSERT INTO mode_switch (id, world, journey, mode, name, regions, channels, segments, place, lights_then, state, since,
                  because, approved, back_because, verified_at)
                VALUES (:id, :world, 'sign-in', 'm', 'M', '', '', '', 1, '', 'off', :at, '', TRUE, :back, :verified)
                """)
                .param("id", id)
                .param("world", world)
                .param("at", SqlTime.of(FortyIncidents.NOW))
                .param("back", helped ? null : "worse")
                .param("verified", SqlTime.of(helped ? FortyIncidents.NOW : null))
                .update();
    }

    @Test
    void whatIsReadIsWhatHappened() {
        Map<String, Past> read = reader.read(
                FortyIncidents.lines().stream().map(FortyIncidents.Line::key).toList(),
                FortyIncidents.catalog(FortyIncidents.LONDON));
        assertThat(read).hasSize(40);
        for (FortyIncidents.Line line : FortyIncidents.lines()) {
            assertThat(read.get(line.key()))
                    .as(line.key())
                    .usingRecursiveComparison(RecursiveComparisonConfiguration.builder()
                            .withComparatorForType((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : 1, Double.class)
                            .withIgnoreCollectionOrder(true)
                            .build())
                    .isEqualTo(line.past());
        }
    }

    @Test
    void theFiguresEqualThoseWorkedOutByHand() {
        Scorecard card = scorecards.of(ALL);
        FortyFigures.check(card.all());
        assertThat(card.apart()).isEqualTo(new Scorecard.Apart(2, 2, 1, 1, 3));
        assertThat(card.notCounted()).isZero();
        assertThat(card.groups()).isEmpty();
    }

    @Test
    void exercisesStandApart() {
        assertThat(scorecards.of(ALL).exercises())
                .containsExactly(new Exercise("live", 2, 1, 2, 1), new Exercise("sandbox", 1, 1, 2, 1));
    }

    @Test
    void noiseIsWhatTurnedBadAndWasNoIncident() {
        // r1: two of 2, one of 5; one of the false alarm 36, three of the house. alertmanager: one of 1; two of the
        // false alarm 37, and
        // one that found no place. r9: one each of 1, 4 and 10; that of the exercise 34 is not counted.
        assertThat(scorecards.of(ALL).noise())
                .containsExactly(
                        new Noise("alert", "alertmanager", 4, 1),
                        new Noise("threshold", "r1 answered_share", 7, 3),
                        new Noise("threshold", "r9 authentication_success_rate", 3, 3));
    }

    @Test
    void loadIsWhoWasPagedAndWhetherAtWorkByTheHousesClock() {
        // dana: 1 on a Monday 09:02; 4 on a Friday 07:35, winter time, out of hours; 36 on a Monday 07:30 UTC, which is
        // 08:30 in
        // summer. omar: 4 at 07:50, and 20 on a Sunday. priya: 31, which counts with 14. The exercise 34 is not
        // counted.
        assertThat(scorecards.of(ALL).load())
                .containsExactly(
                        new Load("dana", "dana", 3, 3, 1),
                        new Load("omar", "omar", 2, 2, 2),
                        new Load("priya", "priya", 1, 1, 0));
    }

    @Test
    void readingsAreAddedUpByTheHour() {
        // 1: 0.8 three times of 100; 4: two without contacts.
        Figure f = scorecards.of(ALL).all().figure(FigureKind.AUTHENTICATION).orElseThrow();
        assertThat(f.count()).isEqualTo(300);
        assertThat(f.share()).isEqualTo(0.8, org.assertj.core.api.Assertions.within(1e-9));
        assertThat(f.leftOut()).isEqualTo(2);
    }

    @Test
    void aPeriodHoldsWholeDaysOfTheHousesCalendarAndLooksBackForRepetitions() {
        Question may = Periods.of("2026-05-01", "2026-05-31", "severity", FortyIncidents.LONDON, FortyIncidents.NOW);
        Scorecard card = scorecards.of(may);
        // 8 … 13; of the five whose cause is known 10, 11 and 13 within 30 days (7 was in April), and 9 and 12 within
        // 90.
        assertThat(card.all().incidents()).isEqualTo(6);
        FortyFigures.share(card.all(), FigureKind.REPEATED_IN_30_DAYS, 3, 5, 1);
        FortyFigures.share(card.all(), FigureKind.REPEATED_IN_90_DAYS, 5, 5, 1);
        assertThat(card.groups()).extracting(Group::id).containsExactly("SEV1", "SEV2", "SEV3", "SEV4");
        assertThat(scorecards
                        .of(Periods.of("2026-04-01", "2026-04-01", null, FortyIncidents.LONDON, FortyIncidents.NOW))
                        .all()
                        .incidents())
                .isEqualTo(1);
    }

    @Test
    void behindEachFigureAreItsIncidentsAndThoseThatItLeavesOut() {
        Scorecards.Behind restore = scorecards.behind(ALL, null, FigureKind.TIME_TO_RESTORE, 0, 50);
        assertThat(restore.of()).isEqualTo(30);
        assertThat(restore.lines()).extracting(Scorecards.Line::key).startsWith("INC-13", "INC-29", "INC-23");
        assertThat(restore.lines().get(0).value()).isEqualTo(95 * 60.0);
        assertThat(restore.lines().get(0).title()).isEqualTo("Incident 13");
        assertThat(restore.lines().get(29).key()).isEqualTo("INC-8");
        assertThat(restore.lines().get(29).value()).isNull();
        Question byVendor = new Question(ALL.from(), ALL.to(), By.VENDOR);
        Scorecards.Behind answered = scorecards.behind(byVendor, "harrow", FigureKind.ANSWERED_IN_TIME, 0, 1);
        assertThat(answered.of()).isEqualTo(10);
        assertThat(answered.lines()).extracting(Scorecards.Line::key).containsExactly("INC-4");
        assertThat(scorecards
                        .behind(ALL, null, FigureKind.TIME_TO_RESTORE, 20, 50)
                        .lines())
                .hasSize(10);
        assertThatThrownBy(() -> scorecards.behind(byVendor, "nobody", null, 0, 1))
                .hasMessage("No incident of this time is of the vendor 'nobody'");
        assertThatThrownBy(() -> scorecards.behind(ALL, null, FigureKind.BOT_FALLBACK, 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("made of readings");
    }

    @Test
    void whatChangesIsCountedAnew() {
        // 14 is no longer what 31 was: 31 goes on by itself, and 14 has its own onset again.
        changed("INC-31", "ending = NULL, ended_at = NULL, merged_into = NULL");
        Scorecard card = scorecards.of(ALL);
        assertThat(card.apart().merged()).isEqualTo(2);
        assertThat(restoreOf("INC-14")).isEqualTo(50 * 60.0);
        // 8 turns out to have been cancelled.
        changed("INC-8", "ending = 'cancelled'");
        assertThat(scorecards.of(ALL).all().incidents()).isEqualTo(29);
        changed("INC-8", "ending = 'resolved'");
        changed("INC-31", "ending = 'duplicate', merged_into = 'INC-14', ended_at = '2026-06-01 10:20:00+00'");
        FortyFigures.check(scorecards.of(ALL).all());
        assertThat(restoreOf("INC-14")).isEqualTo(60 * 60.0);
    }

    @Test
    void whatWasCountedByAnOlderFormulaIsCountedAnew() {
        db.sql("UPDATE scorecard_incident SET formula = 0, restore_ms = 1 WHERE number < 20")
                .update();
        assertThat(counting.batch()).isPositive();
        assertThat(counting.batch()).isZero();
        FortyFigures.check(scorecards.of(ALL).all());
    }

    private double restoreOf(String key) {
        return scorecards.behind(ALL, null, FigureKind.TIME_TO_RESTORE, 0, 100).lines().stream()
                .filter(l -> l.key().equals(key))
                .findFirst()
                .map(Scorecards.Line::value)
                .orElseThrow();
    }

    private int changes;

    private void changed(String key, String what) {
        db.sql("UPDATE incident SET " + what + ", changed_at = :now WHERE incident_key = :key")
                .param("now", SqlTime.of(FortyIncidents.NOW.plusSeconds(++changes)))
                .param("key", key)
                .update();
    }
}
