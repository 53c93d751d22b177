package io.holdfast.loop;

import java.util.Set;

class KilledInEachPhaseOnPostgresIT extends KilledInEachPhase {
    @Override
    boolean postgres() {
        return true;
    }

    /** Where the two databases differ most: while messages leave, and while figures are watched. */
    @Override
    Set<Phase> killedIn() {
        return Set.of(Phase.TELLING, Phase.RECOVERING);
    }
}
