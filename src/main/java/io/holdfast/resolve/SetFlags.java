package io.holdfast.resolve;

import io.holdfast.engine.AfterCommit;
import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Entry;
import io.holdfast.evidence.Evidence;
import io.holdfast.guard.Hand;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class SetFlags implements FlagValues {
    private static final String ALL = "percent";

    private final FlagRows rows;
    private final ModeRows modes;
    private final Flags flags;
    private final Evidence evidence;
    private final Times times;

    SetFlags(FlagRows rows, ModeRows modes, Flags flags, Evidence evidence, Times times) {
        this.rows = rows;
        this.modes = modes;
        this.flags = flags;
        this.evidence = evidence;
        this.times = times;
    }

    static String pathKey(String group) {
        return "path." + group;
    }

    static String shareKey(String journey, String mode) {
        return "share." + journey + "." + mode;
    }

    @Override
    @Transactional
    public void weights(
            World world,
            String group,
            Map<String, Integer> weights,
            @Nullable String incident,
            String because,
            Actor by) {
        boolean bad = weights.values().stream().anyMatch(w -> w < 0)
                || weights.values().stream().mapToInt(w -> w).sum() <= 0;
        if (bad) {
            throw new IllegalArgumentException(
                    "Weights of '" + group + "' are none below zero, and together more than zero: " + weights);
        }
        put(
                world,
                pathKey(group),
                weights,
                "The weights of " + group + " are " + new TreeMap<>(weights),
                incident,
                because,
                by);
    }

    @Override
    public Optional<Map<String, Integer>> weights(World world, String group) {
        return Optional.ofNullable(rows.all(world).get(pathKey(group)));
    }

    @Override
    @Transactional
    public void forgetWeights(World world, String group, String because, Actor by) {
        rows.remove(world, pathKey(group));
        record(world, pathKey(group), "The weights of " + group + " are no longer set", null, because, by);
    }

    @Override
    @Transactional
    public void share(
            World world,
            String journey,
            String mode,
            int percent,
            @Nullable String incident,
            String because,
            Actor by) {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("A share is from 0 to 100, not " + percent);
        }
        String text = "Fallback " + journey + "/" + mode + " is for " + percent + " % of customers";
        put(world, shareKey(journey, mode), Map.of(ALL, percent), text, incident, because, by);
    }

    @Override
    public int share(World world, String journey, String mode) {
        return percent(rows.all(world), journey, mode);
    }

    static int percent(Map<String, Map<String, Integer>> values, String journey, String mode) {
        return values.getOrDefault(shareKey(journey, mode), Map.of()).getOrDefault(ALL, 100);
    }

    private void put(
            World world,
            String key,
            Map<String, Integer> value,
            String text,
            @Nullable String incident,
            String because,
            Actor by) {
        Hand hand = Hand.of(by);
        rows.put(world, key, value, new FlagRows.FlagHand(hand.kind(), hand.name(), because, times.in(world)));
        record(world, key, text, incident, because, by);
    }

    private void record(World world, String key, String text, @Nullable String incident, String because, Actor by) {
        modes.stamp(world);
        evidence.record(new Entry(
                world,
                incident == null ? Entry.HOUSE : incident,
                times.in(world),
                "flag.set",
                text,
                by,
                Map.of("flag", key),
                Map.of("note", because.getBytes(StandardCharsets.UTF_8))));
        AfterCommit.run(flags::changed);
    }
}
