package io.holdfast.scorecard;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many next words were promised to customers, and how many of these promises were kept. */
record Promises(long promised, long kept) {
    static final Promises NONE = new Promises(0, 0);

    /** A word that leaves within this time of what was promised is in time: the clocks on both sides show minutes. */
    static final Duration GRACE = Duration.ofMinutes(1);

    /**
     * A word to customers.
     *
     * @param next the next word that it promised; null where it promised none
     */
    record Word(Instant at, @Nullable Instant next) {}

    /**
     * A promise is kept by any word that came after it and no later than promised. One that falls due after the end binds nobody, and
     * one that a later word replaced before it fell due is kept by that word.
     *
     * @param ended when the incident ended; null while it has not
     */
    static Promises of(List<Word> words, @Nullable Instant ended) {
        List<Word> inOrder =
                words.stream().sorted(Comparator.comparing(Word::at)).toList();
        long promised = 0;
        long kept = 0;
        for (int i = 0; i < inOrder.size(); i++) {
            Instant next = inOrder.get(i).next();
            if (next == null) {
                continue;
            }
            Instant by = next.plus(GRACE);
            boolean told = i + 1 < inOrder.size() && !inOrder.get(i + 1).at().isAfter(by);
            boolean overBefore = ended != null && !ended.isAfter(by);
            if (told || !overBefore) {
                promised++;
                kept += told ? 1 : 0;
            }
        }
        return new Promises(promised, kept);
    }
}
