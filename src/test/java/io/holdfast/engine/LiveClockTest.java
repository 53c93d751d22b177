package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.Databases;
import io.holdfast.time.SettableClock;
import java.time.Duration;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** How far a clock that can be moved is moved. */
class LiveClockTest {
    enum On {
        H2(Databases::h2),
        POSTGRES(Databases::postgres);

        private final Supplier<HikariDataSource> database;

        On(Supplier<HikariDataSource> database) {
            this.database = database;
        }
    }

    @AfterEach
    void asItWas() {
        ClockUtil.reset();
    }

    @ParameterizedTest
    @EnumSource
    void itIsMovedByAYearAtOnceAndTenAltogetherAndWhatIsRefusedMovesNothing(On on) {
        try (HikariDataSource database = on.database.get()) {
            JdbcClient db = JdbcClient.create(database);
            SettableClock clock = new SettableClock(true);
            StaticListableBeanFactory none = new StaticListableBeanFactory();
            LiveClock live = new LiveClock(
                    db,
                    clock,
                    none.getBeanProvider(ProcessEngine.class),
                    none.getBeanProvider(DueSource.class),
                    none.getBeanProvider(Worker.class),
                    new TransactionTemplate(new JdbcTransactionManager(database)));
            live.agree();
            for (Duration far :
                    new Duration[] {Duration.ofDays(366).plusMillis(1), Duration.ofSeconds(Long.MAX_VALUE)}) {
                assertThatThrownBy(() -> live.advance(far))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("366 days at most in one call");
            }
            for (int year = 1; year <= 10; year++) {
                live.advance(Duration.ofDays(366));
            }
            assertThatThrownBy(() -> live.advance(Duration.ofMillis(1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("3660 are the most");
            assertThat(clock.offset()).isEqualTo(Duration.ofDays(3_660));
            assertThat(live.advance(Duration.ZERO)).isNotNull();
        }
    }
}
