package io.holdfast.loop;

class KilledInAnUndoOnH2IT extends KilledInAnUndo {
    @Override
    boolean postgres() {
        return false;
    }
}
