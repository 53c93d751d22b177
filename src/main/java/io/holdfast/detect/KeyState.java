package io.holdfast.detect;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last word on a condition, and what the next word does to it. The rule, under the key's lock: a word older than the last one
 * changes nothing; the same again is a duplicate; another word of the same status is counted, and judged anew only where it means
 * something else; firing after resolved begins a new occurrence.
 */
final class KeyState {
    /** What a word does. */
    enum Effect {
        /** Nothing: it is the same message again. */
        DUPLICATE,
        /** It is counted. */
        COUNTED,
        /** It is kept and changes nothing: it is older than the last word, or ends what never began. */
        KEPT,
        /** It is judged: a beginning, an end, or another meaning. */
        JUDGED
    }

    final String hash;
    final String source;
    final String identity;
    final boolean fresh;
    String state;
    long occurrence;
    Instant at;
    String content;
    String meaning;
    long signalId;

    /** Dedupe of the row that {@link #signalId} will be, once it has an id. */
    @Nullable
    String signal;

    long repeats;
    long repeatsNow;
    boolean touched;

    KeyState(
            String hash,
            String source,
            String identity,
            boolean fresh,
            String state,
            long occurrence,
            Instant at,
            String content,
            String meaning,
            long signalId,
            long repeats) {
        this.hash = hash;
        this.source = source;
        this.identity = identity;
        this.fresh = fresh;
        this.state = state;
        this.occurrence = occurrence;
        this.at = at;
        this.content = content;
        this.meaning = meaning;
        this.signalId = signalId;
        this.repeats = repeats;
    }

    /** A condition that nobody has spoken of yet. */
    static KeyState unknown(String hash, String source, String identity) {
        return new KeyState(hash, source, identity, true, "", 0, Instant.MIN, "", "", 0, 0);
    }

    Effect say(Arrival word) {
        Signal s = word.signal();
        boolean first = state.isEmpty();
        if (!first && s.at() != null && word.saidAt().isBefore(at)) {
            return Effect.KEPT;
        }
        boolean same = s.status().equals(state);
        if (same && s.id() == null && s.content().equals(content)) {
            return Effect.DUPLICATE;
        }
        touched = true;
        at = first || word.saidAt().isAfter(at) ? word.saidAt() : at;
        content = s.content();
        if (same && word.meaning().equals(meaning)) {
            repeats++;
            repeatsNow++;
            return Effect.COUNTED;
        }
        meaning = word.meaning();
        if (!same) {
            state = s.status();
            signal = word.dedupe();
            repeats = 0;
            if (state.equals(Signal.FIRING)) {
                occurrence++;
            } else if (first) {
                return Effect.KEPT;
            }
        }
        return Effect.JUDGED;
    }
}
