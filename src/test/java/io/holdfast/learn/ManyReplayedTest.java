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
import java.util.List;
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

    @Test
    void aCadenceIsAskedAgainAsTheRecordSaysItWasAsked() throws Exception {
        JdbcClient db = JdbcClient.create(source);
        SampleVersion sample = new SampleVersion(db, Cells.of("update-cadence", Map.of("r1o1", "duration(\"PT5M\")")));
        ManyIncidents.write(source, 2, Instant.parse("2026-11-20T09:00:00Z"));
        List<String> keys = db.sql("SELECT incident_key FROM incident ORDER BY number")
                .query(String.class)
                .list();
        for (int i = 0; i < 2; i++) {
            String asked = "{\"severity\":\"SEV" + (i + 1) + "\"}";
            db.sql("INSERT INTO decision_facts VALUES ('live', ?, 'h', ?)")
                    .params(keys.get(i), asked)
                    .update();
            db.sql("INSERT INTO evidence VALUES ('live', ?, 900, ?, 'decision', TRUE, ?, 'p', 'h')")
                    .params(
                            keys.get(i),
                            io.holdfast.time.SqlTime.of(Instant.parse("2026-11-20T09:00:00Z")),
                            "{\"body\":{\"table\":\"update-cadence\",\"facts\":\"h\"}}")
                    .update();
        }

        Replay replay = new RecordReplay(new PastRows(db), sample.decisions())
                .of(1, 2, sample.number(2).catalog(), Set.of("update-cadence"), () -> {});

        assertThat(replay.looked()).isEqualTo(2);
        assertThat(replay.cases()).singleElement().satisfies(c -> {
            assertThat(c.verdict()).isEqualTo("different");
            assertThat(c.before()).containsExactly("The next word to customers after 10 min");
            assertThat(c.after()).containsExactly("The next word to customers after 5 min");
            assertThat(c.timeline()).anyMatch(point -> point.what().equals("The next word is promised after 5 min"));
        });
    }

    @SuppressWarnings("SystemOut")
    private static void say(String words) {
        System.out.println("PROOF " + words);
    }
}
