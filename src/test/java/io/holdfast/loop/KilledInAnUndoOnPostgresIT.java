package io.holdfast.loop;

class KilledInAnUndoOnPostgresIT extends KilledInAnUndo {
    @Override
    boolean postgres() {
        return true;
    }
}
