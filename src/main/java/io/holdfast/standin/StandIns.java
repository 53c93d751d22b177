package io.holdfast.standin;

/** Starts the stand-ins alone from a class path. */
public final class StandIns {

    private StandIns() {}

    public static void main(String[] args) throws InterruptedException {
        StandInsCommand.run(args);
    }
}
