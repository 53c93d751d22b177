package io.holdfast.standin;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The other end of a mode's steps, strict as it should be: one effect per key, however often it is asked, and its log shows each.
 * Reaches nothing real.
 */
public final class ActionStandIn {
    private final Map<String, Effect> effects = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> state = new LinkedHashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final Deque<Trouble> troubles = new ArrayDeque<>();

    /**
     * What is wanted.
     *
     * @param key the idempotency key
     * @param target whose state it changes
     * @param undo whether it puts back
     */
    public record Asked(String key, String kind, String target, boolean undo, Map<String, Object> send) {}

    /**
     * What happened, in the order in which it did.
     *
     * @param times how often it was asked for; it took effect once
     */
    public record Effect(Asked asked, int times) {}

    /** What the asker is told. */
    public enum Answer {
        TAKEN,
        REFUSED,
        BUSY,
        /** Taken or not: the asker hears nothing. */
        SILENT
    }

    /**
     * What goes wrong with what fits, once.
     *
     * @param taken whether it takes effect all the same
     */
    private record Trouble(Predicate<Asked> with, boolean taken, Answer answer) {}

    /** The next one that fits gets this answer, and takes effect only where {@code taken}. */
    public synchronized void trouble(Predicate<Asked> with, boolean taken, Answer answer) {
        troubles.add(new Trouble(with, taken, answer));
    }

    /** Does it, once per key. */
    public synchronized Answer take(Asked wanted) {
        asked.add(wanted.key());
        Trouble trouble =
                troubles.stream().filter(t -> t.with().test(wanted)).findFirst().orElse(null);
        if (trouble != null) {
            troubles.remove(trouble);
            if (!trouble.taken()) {
                return trouble.answer();
            }
        }
        Effect known = effects.get(wanted.key());
        if (known == null) {
            effects.put(wanted.key(), new Effect(wanted, 1));
            state.computeIfAbsent(wanted.target(), t -> new LinkedHashMap<>()).putAll(wanted.send());
        } else {
            if (!known.asked().equals(wanted)) {
                return Answer.REFUSED; // one key means one thing
            }
            effects.put(wanted.key(), new Effect(wanted, known.times() + 1));
        }
        return trouble == null ? Answer.TAKEN : trouble.answer();
    }

    /** Whether what has this key took effect. */
    public synchronized boolean inEffect(String key) {
        return effects.containsKey(key);
    }

    /** Each effect once, in the order in which they came. */
    public synchronized List<Effect> log() {
        return List.copyOf(effects.values());
    }

    /** All keys that were asked for, repeats included. */
    public synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    /** What this end would tell of its state. */
    public synchronized Map<String, Object> state(String target) {
        return Map.copyOf(state.getOrDefault(target, Map.of()));
    }
}
