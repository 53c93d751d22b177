package io.holdfast.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.Databases;
import io.holdfast.delivery.Channel;
import io.holdfast.delivery.Delays;
import java.util.ArrayList;
import java.util.List;
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
            List<Delays.Delay> late = new ArrayList<>();
            JdbcClient jdbc = JdbcClient.create(source);
            ChangesInDatabase changes = new ChangesInDatabase(jdbc, world -> List.copyOf(late));
            String before = changes.stamp();
            assertThat(changes.stamp()).isEqualTo(before);
            jdbc.sql(
                            "INSERT INTO evidence_head (world, chain, seq, hash, checkpointed) VALUES ('live', 'house', 3, 'x', 0)")
                    .update();
            String after = changes.stamp();
            assertThat(after).isNotEqualTo(before);
            jdbc.sql("UPDATE evidence_head SET seq = 4").update();
            String grown = changes.stamp();
            assertThat(grown).isNotEqualTo(after);
            late.add(new Delays.Delay(Channel.SMS, 12, null, null, "Twilio answers nothing useful"));
            assertThat(changes.stamp()).as("a channel became late").isNotEqualTo(grown);
        }
    }
}
