package io.holdfast.learn;

import static io.holdfast.detect.ReadingsForTests.times;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.Databases;
import io.holdfast.detect.ReadingsForTests;
import io.holdfast.playbook.Cells;
import io.holdfast.playbook.FileChange;
import io.holdfast.playbook.NumberedIds;
import io.holdfast.playbook.SampleVersion;
import io.holdfast.time.SettableClock;
import io.holdfast.time.SqlTime;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Which ways a change is tried: by its readings, by the record, by drills. */
@NullUnmarked
abstract class ReplayingTest {

    static class OnH2Test extends ReplayingTest {
        @Override
        HikariDataSource database() {
            return Databases.h2();
        }
    }

    static class OnPostgresTest extends ReplayingTest {
        @Override
        HikariDataSource database() {
            return Databases.postgres();
        }
    }

    private static final String THRESHOLDS = "processes/decisions/thresholds.dmn";
    private static final String SEVERITY = "processes/decisions/severity.dmn";
    private static final String READ = "1 alarm would have come where nothing was wrong.";
    private static final String ASKED = "There are no past incidents and drills yet to try it on.";

    private final List<String> nudges = new ArrayList<>();
    private HikariDataSource source;
    private JdbcClient db;
    private SettableClock clock;
    private ReadingsForTests readings;
    private SampleVersion sample;
    private PassedDrills drills;
    private ChangeRows rows;

    abstract HikariDataSource database();

    @BeforeEach
    void wire() {
        source = database();
        db = JdbcClient.create(source);
        clock = new SettableClock(false);
        rows = new ChangeRows(db);
        drills = new PassedDrills(db);
        sample = new SampleVersion(db, Cells.of("thresholds", Map.of("r9o3", "0.95")));
        readings = new ReadingsForTests(source, clock);
        readings.indicator("m-auth", "authentication_success_rate", "sign-in", "eu-west");
        Instant at = clock.in(World.LIVE).minus(Duration.ofDays(3));
        readings.readings("m-auth", at, times(5, 0.99));
        readings.readings("m-auth", at.plus(Duration.ofMinutes(5)), times(5, 0.94));
        readings.readings("m-auth", at.plus(Duration.ofMinutes(10)), times(9, 0.99));
        for (int number = 1; number <= 2; number++) {
            db.sql("INSERT INTO playbook_version (number, author, because, digest, at) VALUES (?, 'kai', '', '', ?)")
                    .params(number, SqlTime.of(at))
                    .update();
        }
    }

    @AfterEach
    void close() {
        source.close();
    }

    /** A node of its own each time. */
    private Replaying node() {
        StaticListableBeanFactory beans = new StaticListableBeanFactory(Map.of("drills", drills));
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(source));
        return new Replaying(
                rows,
                new RecordReplay(new PastRows(db), sample.decisions()),
                new ThresholdReplay(readings.again(sample), new NoticedRows(db), clock),
                sample,
                new ReplayDrills(
                        rows,
                        new DrillCourses(db),
                        sample,
                        beans.getBeanProvider(io.holdfast.drill.Drills.class),
                        transaction),
                (world, key, kind, ref) -> nudges.add(key + " " + kind),
                entry -> {},
                clock,
                transaction,
                new NumberedIds());
    }

    private Replay replayed(String... paths) {
        List<FileChange> files = new ArrayList<>();
        for (String path : paths) {
            files.add(new FileChange(path, "other"));
        }
        rows.insert(
                new ChangeRow(
                        rows.next(),
                        Change.State.REPLAYING,
                        false,
                        "It is better so",
                        null,
                        1,
                        2L,
                        "person",
                        "kai",
                        clock.real(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null),
                files,
                List.of());
        node().work();
        assertThat(rows.find(1).orElseThrow().replay() == null)
                .as("it waits for drills")
                .isEqualTo(!drills.rehearsed.isEmpty());
        // That node is gone, and its lease runs out.
        db.sql("UPDATE playbook_change SET lease_until = :then")
                .param("then", SqlTime.of(clock.real().minusSeconds(1)))
                .update();
        node().work();
        return new StoredChanges(rows, null, null).find("CHG-1").orElseThrow().replay();
    }

    private String drilled() {
        long all = sample.number(2).scenarios().values().stream()
                .filter(s -> s.live() == null)
                .count();
        assertThat(drills.rehearsed).hasSize((int) (2 * all));
        return "In none of " + all + " scenarios would anything have been different.";
    }

    @Test
    void changedThresholdsAreFoldedAgainAndDrilledAndBothAnswersAreOne() {
        Replay replay = replayed(THRESHOLDS);
        assertThat(replay.sentence()).isEqualTo(READ + " " + drilled());
        assertThat(replay.count("worse")).isEqualTo(1);
        assertThat(replay.assumption()).contains("each indicator is taken by itself");
        assertThat(nudges).containsExactly("CHG-1 change-replayed");
    }

    @Test
    void aTableThatIsOnRecordBesideThemIsAskedAgainToo() {
        assertThat(replayed(SEVERITY, THRESHOLDS).sentence()).isEqualTo(READ + " " + ASKED + " " + drilled());
    }

    @Test
    void withAFileForWhichThePastDoesNotAnswerThereAreDrillsOnly() {
        assertThat(replayed(THRESHOLDS, "processes/catalog/house.yaml").sentence())
                .isEqualTo(drilled());
    }

    @Test
    void aTableThatIsOnRecordIsNotDrilled() {
        assertThat(replayed(SEVERITY).sentence()).isEqualTo(ASKED);
        assertThat(drills.rehearsed).isEmpty();
    }
}
