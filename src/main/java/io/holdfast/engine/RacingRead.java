package io.holdfast.engine;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.camunda.bpm.engine.exception.NullValueException;

/**
 * Reads something of the engine's that may end meanwhile. The engine loads a process row by row, beside whoever moves it on; where it
 * finds half of it, it fails in its own ways (a {@link NullPointerException} among them). Whether the thing is still there tells a race
 * from a fault.
 */
public final class RacingRead {
    private static final int TRIES = 3;

    private RacingRead() {}

    /**
     * What {@code read} answers; empty where it failed and the thing is gone.
     *
     * @param stillThere asks the database anew whether what was read exists
     * @throws NullPointerException where the reading fails again and again though the thing is there; {@link NullValueException} likewise
     */
    public static <T> Optional<T> of(Supplier<Optional<T>> read, BooleanSupplier stillThere) {
        for (int tried = 1; ; tried++) {
            try {
                return read.get();
            } catch (NullValueException | NullPointerException half) {
                if (!stillThere.getAsBoolean()) {
                    return Optional.empty();
                }
                if (tried == TRIES) {
                    throw half;
                }
            }
        }
    }
}
