package io.holdfast.resolve;

import io.holdfast.catalog.Verdict;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a mode is held against the signals.
 *
 * @param then what its indicators were before it was switched on
 * @param verifyBy until when it must help; null where no signal tells, or it is not on yet
 * @param goodSince since when what it would fail back for is good; null while it is not
 * @param found what was found and not acted on yet: {@code verified}, {@code worse}, {@code stable}, or empty
 * @param words the same for people
 * @param held why no further step back is done now; null for none
 */
record WatchRow(
        String switchId,
        Map<String, Verdict> then,
        @Nullable Instant verifyBy,
        @Nullable Instant goodSince,
        String found,
        String words,
        @Nullable String held) {
    WatchRow found(String newFound, String newWords) {
        return new WatchRow(switchId, then, verifyBy, goodSince, newFound, newWords, held);
    }

    WatchRow verifyBy(@Nullable Instant by) {
        return new WatchRow(switchId, then, by, goodSince, found, words, held);
    }

    WatchRow goodSince(@Nullable Instant since) {
        return new WatchRow(switchId, then, verifyBy, since, found, words, held);
    }

    WatchRow held(@Nullable String because) {
        return new WatchRow(switchId, then, verifyBy, goodSince, found, words, because);
    }
}
