package io.holdfast.loop;

class KilledInEachPhaseOnH2IT extends KilledInEachPhase {
    @Override
    boolean postgres() {
        return false;
    }
}
