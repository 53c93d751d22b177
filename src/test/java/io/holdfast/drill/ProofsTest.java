package io.holdfast.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.Databases;
import io.holdfast.playbook.SampleVersion;
import io.holdfast.scorecard.ManyIncidents;
import io.holdfast.time.SettableClock;
import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who was last seen to take what he was asked for, over a history of incidents. */
abstract class ProofsTest {
    private static final int MANY = 8;

    abstract HikariDataSource database();

    static class OnH2Test extends ProofsTest {
        @Override
        HikariDataSource database() {
            return Databases.h2();
        }
    }

    static class OnPostgresTest extends ProofsTest {
        @Override
        HikariDataSource database() {
            return Databases.postgres();
        }
    }

    @Test
    void whatWasTakenLastCountsForWhoeverIsInChargeNowAndLongAgoIsLate() throws Exception {
        try (HikariDataSource database = database()) {
            Times times = new SettableClock(false);
            Instant now = times.real().truncatedTo(ChronoUnit.SECONDS);
            ManyIncidents.write(database, MANY, now);
            JdbcClient db = JdbcClient.create(database);
            ProofsInRows proofs = new ProofsInRows(db, new SampleVersion(db), times, "P90D");
            Instant long0 = at(db, "INC-1");
            owner(db, "INC-1", "platform");
            assertThat(ladder(proofs, "platform").real()).isEqualTo(long0);
            assertThat(ladder(proofs, "platform").late()).isTrue();

            Instant lately = now.minus(Duration.ofHours(1));
            owner(db, "INC-8", "identity");
            answered(db, "INC-8", lately);
            assertThat(ladder(proofs, "identity").real()).isEqualTo(lately);
            assertThat(ladder(proofs, "identity").late()).isFalse();
            // Handed over: it is no more the first team's, and nothing of before is kept of that.
            owner(db, "INC-8", "voice");
            assertThat(ladder(proofs, "voice").real()).isEqualTo(lately);
            assertThat(Optional.ofNullable(ladder(proofs, "identity").real())).isNotEqualTo(Optional.of(lately));
            // An answer with a time ahead of ours hides none that comes after it.
            answered(db, "INC-7", now.plus(Duration.ofDays(3)));
            owner(db, "INC-6", "crm");
            answered(db, "INC-6", now.minusSeconds(60));
            assertThat(ladder(proofs, "crm").real()).isEqualTo(now.minusSeconds(60));
            assertThat(ladder(proofs, "platform").real())
                    .as("what is settled is still known")
                    .isEqualTo(long0);
        }
    }

    private static Instant at(JdbcClient db, String incident) {
        return db.sql("SELECT MAX(answered_at) AS at FROM answer WHERE incident_key = :key")
                .param("key", incident)
                .query((r, i) -> SqlTime.get(r, "at"))
                .single();
    }

    private static void owner(JdbcClient db, String incident, String team) {
        db.sql("UPDATE incident SET owner_team = :team WHERE incident_key = :key")
                .param("team", team)
                .param("key", incident)
                .update();
    }

    private static void answered(JdbcClient db, String incident, Instant at) {
        db.sql("UPDATE answer SET answered_at = :at WHERE incident_key = :key")
                .param("at", SqlTime.of(at))
                .param("key", incident)
                .update();
    }

    private static Proofs.Proof ladder(Proofs proofs, String team) {
        return proofs.all().stream()
                .filter(p -> p.kind().equals("ladder") && p.id().equals(team))
                .findFirst()
                .orElseThrow();
    }
}
