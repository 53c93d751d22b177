package io.holdfast.detect;

import io.holdfast.catalog.Verdict;
import io.holdfast.incident.Scope;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The live world's stored readings, folded again as two versions of {@code thresholds.dmn} judge them. Nothing is written. */
public interface ReadingsAgain {

    /**
     * Hands over every indicator that the two versions judge otherwise, one after the other. An indicator that both judge by the same
     * figures and windows is skipped at once, its readings unread.
     *
     * @param base number of the playbook that is changed
     * @param candidate number of the one that it becomes; its catalog says what an indicator hits
     * @param since readings from here on, by the world's clock
     * @param goesOn called now and then, so that the caller can say that he still works on it
     */
    void each(long base, long candidate, Instant since, Consumer<Refolded> each, Runnable goesOn);

    /**
     * An indicator under both versions.
     *
     * @param journey the journey that its readings name; null where they name a dependency only
     * @param scope where it is read; nothing where everywhere
     * @param hits the journeys that it speaks of
     * @param before when it stood on the base, in order of time
     * @param after when it would have stood on the candidate
     */
    record Refolded(
            String metric,
            @Nullable String journey,
            @Nullable String dependency,
            Scope scope,
            List<String> hits,
            List<Stood> before,
            List<Stood> after) {
        public Refolded {
            hits = List.copyOf(hits);
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }

    /**
     * A time in which it stood, strained or bad; silence ends it.
     *
     * @param to null while it stands
     * @param worst strained or bad
     * @param alarm when it had become so bad that {@code triage.dmn} opens an incident for it alone; null where it never had
     */
    record Stood(
            Instant from,
            @Nullable Instant to,
            Verdict worst,
            @Nullable Instant alarm) {}
}
