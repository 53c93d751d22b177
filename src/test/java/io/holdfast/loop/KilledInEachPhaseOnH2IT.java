package io.holdfast.loop;

import java.util.Set;

class KilledInEachPhaseOnH2IT extends KilledInEachPhase {
    @Override
    boolean postgres() {
        return false;
    }

    @Override
    Set<Phase> killedIn() {
        return Set.of(Phase.DETECTED, Phase.ROUTED, Phase.REVIEWING);
    }
}
