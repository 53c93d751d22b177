package io.holdfast.resolve;

import io.holdfast.evidence.Actor;
import io.holdfast.time.World;
import java.util.Map;
import java.util.Optional;

/**
 * Flags that are set by what acts: the weights of active-active paths, and the share of customers for whom a mode is on. Told on every
 * node within a second, like modes.
 */
public interface FlagValues {

    /**
     * Sets the weights of a group of paths, {@code path.<group>}: each path's part of the whole, none of them below zero.
     *
     * @param incident whose record says so; null for the house's
     * @throws IllegalArgumentException where no path gets anything
     */
    void weights(
            World world,
            String group,
            Map<String, Integer> weights,
            @org.jspecify.annotations.Nullable String incident,
            String because,
            Actor by);

    /** The weights of this group; empty where nobody has set them. */
    Optional<Map<String, Integer>> weights(World world, String group);

    /** As if nobody had ever set them. */
    void forgetWeights(World world, String group, String because, Actor by);

    /**
     * Lets a mode that is on count for this share of customers only, by their targeting key; 100 is all of them. Who is in at one step
     * stays in at each larger one.
     *
     * @param percent from 0 to 100
     */
    void share(
            World world,
            String journey,
            String mode,
            int percent,
            @org.jspecify.annotations.Nullable String incident,
            String because,
            Actor by);

    /** The share of customers for whom this mode counts while it is on. */
    int share(World world, String journey, String mode);
}
