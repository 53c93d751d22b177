package io.holdfast.learn;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.Databases;
import io.holdfast.playbook.Cells;
import io.holdfast.playbook.SampleVersion;
import io.holdfast.scorecard.ManyIncidents;
import io.holdfast.time.SettableClock;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A changed table over many past incidents: a hundred in the suite. {@code docs/proofs/replay.sh} takes a thousand.
 */
@NullUnmarked
abstract class ManyReplayedTest {
    private static final int MANY = Integer.getInteger("proof.incidents", 100);

    static class OnH2Test extends ManyReplayedTest {
        @Override
        HikariDataSource database() {
            return Databases.h2();
        }
    }

    static class OnPostgresTest extends ManyReplayedTest {
        @Override
        HikariDataSource database() {
            return Databases.postgres();
        }
    }

    private HikariDataSource source;

    abstract HikariDataSource database();

    @BeforeEach
    void open() {
        source = database();
    }

    @AfterEach
    void close() {
        source.close();
    }

    @Test
    void allPastIncidentsAreReplayedInLessThanAMinute() throws Exception {
        SettableClock clock = new SettableClock(false);
        JdbcClient db = JdbcClient.create(source);
        SampleVersion sample =
                new SampleVersion(db, Cells.of("fallback-rules", Map.of("r1i4", "\"identity-provider\"")));
        ManyIncidents.write(source, MANY, clock.in(World.LIVE));
        int decisions = new ManyDecisions(source, sample).write();
        assertThat(decisions).isEqualTo(12 * MANY);

        Instant began = clock.real();
        Replay replay = new RecordReplay(new PastRows(db), sample.decisions())
                .of(1, 2, sample.number(2).catalog(), Set.of("fallback-rules"), () -> {});
        Duration took = Duration.between(began, clock.real());

        say(MANY + " past incidents of " + decisions + " decisions on "
                + getClass().getSimpleName() + ": " + took.toMillis() + " ms. " + replay.sentence());
        assertThat(replay.looked()).isEqualTo(MANY);
        assertThat(replay.cases()).as("some of those of sign-ins").hasSizeBetween(1, MANY / 3);
        assertThat(took).isLessThan(Duration.ofSeconds(60));
    }

    @SuppressWarnings("SystemOut")
    private static void say(String words) {
        System.out.println("PROOF " + words);
    }
}
