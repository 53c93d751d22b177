package io.holdfast.time;

import java.util.Objects;

/**
 * What a row belongs to: the one live world, or one drill. The world is part of every key, and chooses clock, channels and
 * audience.
 *
 * @param id {@code live}, or {@code drill-} and the drill's number
 */
public record World(String id) {

    public static final World LIVE = new World("live");

    public World {
        Objects.requireNonNull(id);
        if (!id.equals("live") && !id.matches("drill-[1-9][0-9]*")) {
            throw new IllegalArgumentException("A world is 'live' or 'drill-<n>', not '" + id + "'");
        }
    }

    /** The world of drill number {@code n}, counted from 1. */
    public static World drill(long n) {
        return new World("drill-" + n);
    }

    public boolean isLive() {
        return id.equals("live");
    }

    @Override
    public String toString() {
        return id;
    }
}
