package io.holdfast.learn;

import static io.holdfast.detect.ReadingsForTests.times;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.Databases;
import io.holdfast.detect.ReadingsForTests;
import io.holdfast.playbook.Cells;
import io.holdfast.playbook.SampleVersion;
import io.holdfast.time.SettableClock;
import io.holdfast.time.SqlTime;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Changed thresholds on past readings and incidents. In force is the sample: of sign-ins that succeed, less than 0.9 for two minutes is bad,
 * less than 0.96 strained, which opens nothing.
 */
@NullUnmarked
abstract class ThresholdReplayTest {

    static class OnH2Test extends ThresholdReplayTest {
        @Override
        HikariDataSource database() {
            return Databases.h2();
        }
    }

    static class OnPostgresTest extends ThresholdReplayTest {
        @Override
        HikariDataSource database() {
            return Databases.postgres();
        }
    }

    /** Bad under 0.95 already, and under 0.6 only. */
    private static final Map<String, String> SHARPER = Map.of("r9o3", "0.95");

    private static final Map<String, String> BLUNTER = Map.of("r9o3", "0.6");

    private HikariDataSource source;
    private SettableClock clock;
    private JdbcClient db;
    private ReadingsForTests readings;
    private Instant day;
    private int incidents;

    abstract HikariDataSource database();

    @BeforeEach
    void wire() {
        source = database();
        db = JdbcClient.create(source);
        clock = new SettableClock(false);
        readings = new ReadingsForTests(source, clock);
        readings.indicator("m-auth", "authentication_success_rate", "sign-in", "eu-west");
        day = clock.in(World.LIVE).truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(20));
    }

    @AfterEach
    void close() {
        source.close();
    }

    private Replay replay(Map<String, String> cells) {
        SampleVersion sample = new SampleVersion(db, Cells.of("thresholds", cells));
        return new ThresholdReplay(readings.again(sample), new NoticedRows(db), clock)
                .of(1, 2, sample.number(2).catalog(), () -> {});
    }

    private Instant next() {
        day = day.plus(Duration.ofDays(1));
        return day;
    }

    /** Sign-ins sink for this long and then fail, and all is good an hour later; noticed when they failed for two minutes. */
    private Instant outage(int sinking, double sunk, double failed, String ending) {
        Instant at = next();
        readings.readings("m-auth", at, times(10, 0.99));
        Instant sinks = at.plus(Duration.ofMinutes(10));
        readings.readings("m-auth", sinks, times(sinking, sunk));
        Instant fails = sinks.plus(Duration.ofMinutes(sinking));
        readings.readings("m-auth", fails, times(50, failed));
        readings.readings("m-auth", fails.plus(Duration.ofMinutes(50)), times(20, 0.99));
        Instant noticed = fails.plus(Duration.ofMinutes(2));
        incident(noticed, fails.plus(Duration.ofMinutes(60)), ending, false);
        return noticed;
    }

    private void quiet(double value, int minutes) {
        Instant at = next();
        readings.readings("m-auth", at, times(10, 0.99));
        readings.readings("m-auth", at.plus(Duration.ofMinutes(10)), times(minutes, value));
        readings.readings("m-auth", at.plus(Duration.ofMinutes(10L + minutes)), times(10, 0.99));
    }

    private void incident(Instant noticed, Instant over, String ending, boolean drill) {
        String key = "INC-" + ++incidents;
        db.sql("""
                INSERT INTO incident
                  (incident_key, world, number, title, severity, severity_label, severity_because, severity_by, phase, status, ending,
                   drill, manual, certain, review, playbook, regions, channels, segments, sender_severity, alerted, kinds, suspect_by,
                   commander_needed, owner_needed, signals, signals_since, reason_given, decisions, onset_at, detected_at, ended_at,
                   changed_at)
                VALUES (:key, 'live', :number, 'Sign-ins fail', 'SEV2', '', '', 'rule', 'closed', 'resolved', :ending, :drill, FALSE, TRUE,
                        FALSE, 1, 'eu-west', '', '', '', '', '', 'rule', FALSE, FALSE, 'good', :at, FALSE, 0, :at, :at, :over, :over)
                """)
                .param("key", key)
                .param("number", incidents)
                .param("ending", ending)
                .param("drill", drill)
                .param("at", SqlTime.of(noticed))
                .param("over", SqlTime.of(over))
                .update();
        db.sql("INSERT INTO incident_journey VALUES (?, 0, 'sign-in', 'good', 'good', 'good', 'good')")
                .params(key)
                .update();
    }

    @Test
    void anIncidentThatWouldHaveBeenNoticedEarlierIsBetterByThatManyMinutes() {
        outage(6, 0.94, 0.7, "resolved");
        outage(14, 0.94, 0.7, "resolved");
        outage(0, 0.94, 0.7, "resolved");
        Replay replay = replay(SHARPER);
        assertThat(replay.sentence())
                .isEqualTo("In 2 of 3 past incidents it would have been noticed 6–14 min earlier.");
        assertThat(replay.looked()).isEqualTo(3);
        assertThat(replay.assumption()).contains("estimate").contains("400 days");
        assertThat(replay.cases())
                .filteredOn(c -> c.subject().equals("INC-1"))
                .singleElement()
                .satisfies(c -> {
                    assertThat(c.verdict()).isEqualTo("better");
                    assertThat(c.minutes()).isEqualTo(6);
                    assertThat(c.before())
                            .singleElement()
                            .asString()
                            .startsWith("Sign-ins that succeed (eu-west): an alarm on ");
                });
        assertThat(replay(SHARPER)).as("asked again, by whichever node").isEqualTo(replay);
    }

    @Test
    void anIncidentThatWouldHaveBeenNoticedLaterIsWorseAndOneThatNothingWouldHaveNoticedTooAndBothAreNamed() {
        outage(8, 0.7, 0.5, "resolved");
        db.sql("UPDATE incident SET onset_at = :at, detected_at = :at")
                .param("at", SqlTime.of(day.plus(Duration.ofMinutes(12))))
                .update();
        outage(0, 0.7, 0.7, "resolved");
        Replay replay = replay(BLUNTER);
        assertThat(replay.sentence())
                .isEqualTo("In 1 of 2 past incidents it would have been noticed 8 min later: INC-1;"
                        + " in 1 it would not have been noticed: INC-2.");
        assertThat(replay.count("worse")).isEqualTo(2);
        assertThat(replay.cases().get(0).minutes()).isEqualTo(-8);
        assertThat(replay.cases().get(1).after()).containsExactly("Sign-ins that succeed (eu-west): no alarm");
    }

    @Test
    void anAlarmWhereNothingWasWrongIsWorseAndSaysWhenItWouldHaveCome() {
        quiet(0.94, 5);
        quiet(0.94, 5);
        outage(0, 0.94, 0.7, "resolved");
        Replay replay = replay(SHARPER);
        assertThat(replay.sentence()).isEqualTo("2 alarms would have come where nothing was wrong.");
        assertThat(replay.count("worse")).isEqualTo(2);
        assertThat(replay.cases().get(0).why())
                .matches(
                        "It would have raised an alarm on \\w{3} \\d+ \\w{3} \\d{4}, \\d\\d:12 where nothing was wrong.");
        assertThat(replay.cases().get(2))
                .as("they were shown before, as strained")
                .returns("different", Replay.Case::verdict);
    }

    @Test
    void oneFalseAlarmFewerIsBetterWhetherItWasAnIncidentOrNoneThatIsOnRecord() {
        outage(0, 0.7, 0.7, "false-alarm");
        outage(0, 0.7, 0.7, "cancelled");
        quiet(0.7, 5);
        Replay replay = replay(BLUNTER);
        assertThat(replay.sentence()).isEqualTo("3 alarms where nothing was wrong would not have come.");
        assertThat(replay.count("better")).isEqualTo(3);
    }

    @Test
    void whatSomethingElseHadNoticedByThenIsMerelyDifferent() {
        Instant noticed = outage(6, 0.7, 0.5, "resolved");
        db.sql("UPDATE incident SET onset_at = :at, detected_at = :at")
                .param("at", SqlTime.of(noticed.minus(Duration.ofMinutes(9))))
                .update();
        db.sql("""
                INSERT INTO signal (world, dedupe, occurrence, source, kind, state, title, severity, region, channel, segment, at, world_at,
                  received_at, repeats, incident, digest, body)
                VALUES ('live', 'alert', 1, 'prom', 'alert', 'firing', '', 'critical', '', '', '', :at, :at, :at, 0, 'INC-1', '', '{}')
                """)
                .param("at", SqlTime.of(noticed.minus(Duration.ofMinutes(9))))
                .update();
        Replay replay = replay(BLUNTER);
        assertThat(replay.sentence()).isEqualTo("In 1 of 1 past incident it would have been merely different: INC-1.");
        assertThat(replay.cases()).singleElement().satisfies(c -> {
            assertThat(c.why()).isEqualTo("Something else had noticed it by then.");
            assertThat(c.before()).last().asString().startsWith("Noticed otherwise on ");
        });
    }

    @Test
    void anExerciseExplainsAnAlarmAndIsNoPastIncident() {
        quiet(0.94, 5);
        incident(day.plus(Duration.ofMinutes(12)), day.plus(Duration.ofMinutes(30)), "resolved", true);
        Replay replay = replay(SHARPER);
        assertThat(replay.sentence())
                .isEqualTo("No past incident is of what it judges, and no other alarm would have come.");
        assertThat(replay.count("worse")).isZero();
    }

    @Test
    void whatHadRungForLongerThanAnyOutageBeginsNoticedNothing() {
        Instant at = next();
        readings.readings("m-auth", at, times(400, 0.94));
        Instant fails = at.plus(Duration.ofMinutes(400));
        readings.readings("m-auth", fails, times(30, 0.7));
        incident(fails.plus(Duration.ofMinutes(2)), fails.plus(Duration.ofMinutes(40)), "resolved", false);
        assertThat(replay(SHARPER).sentence())
                .isEqualTo("In 1 of 1 past incident it would not have been noticed: INC-1;"
                        + " 1 alarm would have come where nothing was wrong.");
    }

    @Test
    void rulesThatJudgeAlikeChangeNothing() {
        outage(6, 0.94, 0.7, "resolved");
        assertThat(replay(Map.of("r2o3", "0.5")).sentence())
                .isEqualTo("No indicator that was ever read is judged otherwise.");
    }

    @Test
    void manyAlarmsAreCountedAndTheFirstHundredListed() {
        for (int i = 0; i < 103; i++) {
            Instant at = clock.in(World.LIVE).minus(Duration.ofDays(300)).plus(Duration.ofDays(i));
            readings.readings("m-auth", at, 0.99, 0.94, 0.94, 0.94, 0.99, 0.99, 0.99, 0.99, 0.99, 0.99);
        }
        Replay replay = replay(SHARPER);
        assertThat(replay.sentence()).isEqualTo("103 alarms would have come where nothing was wrong.");
        assertThat(replay.cases())
                .filteredOn(c -> c.verdict().equals("worse"))
                .hasSize(101)
                .last()
                .satisfies(c -> {
                    assertThat(c.name()).isEqualTo("3 more of them");
                    assertThat(c.after()).containsExactly("3 alarms");
                });
    }
}
