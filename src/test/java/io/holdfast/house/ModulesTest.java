package io.holdfast.house;

import io.holdfast.Holdfast;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The arrows between the packages point one way. */
class ModulesTest {
    @Test
    void noPackageReachesIntoAnotherOrRoundInACircle() {
        ApplicationModules.of(Holdfast.class).verify();
    }
}
