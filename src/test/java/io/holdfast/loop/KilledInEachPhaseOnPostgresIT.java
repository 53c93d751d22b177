package io.holdfast.loop;

class KilledInEachPhaseOnPostgresIT extends KilledInEachPhase {
    @Override
    boolean postgres() {
        return true;
    }
}
