package io.holdfast.time;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The clock of all worlds of this process. The live world's runs on like the machine's, and where it is settable it can be moved forward
 * by an offset that the database keeps, so that every node and every restart agree. A drill's clock does not run: it stands where its
 * driver put it, and steps from one due moment to the next.
 */
public class SettableClock implements Times {

    private final boolean settable;
    private final Map<World, Instant> steps = new ConcurrentHashMap<>();
    private volatile Duration offset = Duration.ZERO;
    private volatile Function<World, Optional<Instant>> stored = world -> Optional.empty();

    public SettableClock(boolean settable) {
        this.settable = settable;
    }

    @Override
    public Instant in(World world) {
        if (world.isLive()) {
            return real().plus(offset());
        }
        Instant stands = steps.get(world);
        return stands != null
                ? stands
                : stored.apply(world).orElseThrow(() -> new NoSuchElementException("There is no world " + world));
    }

    /** Where the clocks of drills are found that this process does not drive itself. */
    public void worldsFrom(Function<World, Optional<Instant>> source) {
        stored = source;
    }

    /**
     * Puts a drill's clock to this moment, for this process: whoever drives the drill.
     *
     * @throws IllegalArgumentException for the live world, whose clock runs by itself
     * @throws IllegalStateException where it would be put back
     */
    public void step(World world, Instant to) {
        if (world.isLive()) {
            throw new IllegalArgumentException("The live world's clock runs by itself");
        }
        steps.merge(world, to, (before, after) -> {
            if (after.isBefore(before)) {
                throw new IllegalStateException(
                        "A clock is moved forward only: " + before + " now, " + after + " asked for");
            }
            return after;
        });
    }

    /** This process does not drive that drill any more. */
    public void leave(World world) {
        steps.remove(world);
    }

    @Override
    public Instant real() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public boolean settable() {
        return settable;
    }

    /** How far this clock is ahead of the machine's. */
    public Duration offset() {
        return offset;
    }

    /**
     * Sets how far this clock is ahead of the machine's.
     *
     * @throws IllegalStateException where the clock is the system's, or would be moved back
     */
    public synchronized void setOffset(Duration ahead) {
        if (!settable && !ahead.isZero()) {
            throw new IllegalStateException("The clock is the system's (holdfast.clock=system) and can't be moved");
        }
        Duration before = offset;
        if (ahead.compareTo(before) < 0) {
            throw new IllegalStateException(
                    "A clock is moved forward only: " + before + " ahead now, " + ahead + " asked for");
        }
        offset = ahead;
    }
}
