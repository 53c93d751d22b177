package io.holdfast.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.Databases;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class ChangesInDatabaseTest {

    static Stream<Supplier<HikariDataSource>> databases() {
        return Stream.of(Databases::h2, Databases::postgres);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void theStampStandsWhileNothingHappensAndDiffersAfterTheRecordGrew(Supplier<HikariDataSource> database) {
        try (HikariDataSource source = database.get()) {
            JdbcClient jdbc = JdbcClient.create(source);
            ChangesInDatabase changes = new ChangesInDatabase(jdbc);
            String before = changes.stamp();
            assertThat(changes.stamp()).isEqualTo(before);
            jdbc.sql(
                            "INSERT INTO evidence_head (world, chain, seq, hash, checkpointed) VALUES ('live', 'house', 3, 'x', 0)")
                    .update();
            String after = changes.stamp();
            assertThat(after).isNotEqualTo(before);
            jdbc.sql("UPDATE evidence_head SET seq = 4").update();
            assertThat(changes.stamp()).isNotEqualTo(after);
        }
    }
}
