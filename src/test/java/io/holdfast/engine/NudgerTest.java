package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.camunda.bpm.engine.OptimisticLockingException;
import org.junit.jupiter.api.Test;

/** Which failures of a nudge are everyday. */
class NudgerTest {

    @Test
    void aLostRaceIsToldFromAFailure() {
        assertThat(Nudger.lostRace(new OptimisticLockingException("an execution was updated")))
                .isTrue();
        assertThat(Nudger.lostRace(new IllegalStateException(new OptimisticLockingException("a job was removed"))))
                .isTrue();
        assertThat(Nudger.lostRace(new IllegalStateException("no such process")))
                .isFalse();
    }
}
