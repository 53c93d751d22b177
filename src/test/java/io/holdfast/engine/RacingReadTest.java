package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.exception.NullValueException;
import org.junit.jupiter.api.Test;

class RacingReadTest {
    @Test
    void a_process_that_ends_while_it_is_read_is_gone_and_no_fault() {
        assertThat(RacingRead.of(
                        () -> {
                            throw new NullPointerException("processInstance is null");
                        },
                        () -> false))
                .isEmpty();
        assertThat(RacingRead.of(
                        () -> {
                            throw new NullValueException("task is null");
                        },
                        () -> false))
                .isEmpty();
    }

    @Test
    void one_that_moves_on_while_it_is_read_is_read_again() {
        AtomicInteger reads = new AtomicInteger();

        assertThat(RacingRead.of(
                        () -> {
                            if (reads.incrementAndGet() < 3) {
                                throw new NullPointerException("half of it");
                            }
                            return Optional.of("whole");
                        },
                        () -> true))
                .contains("whole");
    }

    @Test
    void one_that_is_there_and_can_never_be_read_is_a_fault() {
        assertThatThrownBy(() -> RacingRead.of(
                        () -> {
                            throw new NullPointerException("for ever");
                        },
                        () -> true))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("for ever");
    }
}
