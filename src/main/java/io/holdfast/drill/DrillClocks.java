package io.holdfast.drill;

import io.holdfast.time.SettableClock;
import org.springframework.stereotype.Component;

/** Lets every node read the clocks of drills that another one drives, or that are over. */
@Component
class DrillClocks {
    DrillClocks(SettableClock clock, DrillRows rows) {
        clock.worldsFrom(rows::clock);
    }
}
