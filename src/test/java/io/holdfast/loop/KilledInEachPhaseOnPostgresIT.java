package io.holdfast.loop;

import java.util.EnumSet;
import java.util.Set;

/** Where the two databases differ most: while messages leave, and while figures are watched. All phases with {@code docs/proofs/kills.sh}. */
class KilledInEachPhaseOnPostgresIT extends KilledInEachPhase {
    @Override
    boolean postgres() {
        return true;
    }

    @Override
    Set<Phase> killedIn() {
        return Boolean.getBoolean("holdfast.every-phase")
                ? super.killedIn()
                : EnumSet.of(Phase.TELLING, Phase.RECOVERING);
    }
}
