package io.holdfast.guidance;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is different right now for a queue: the standing text that agents work by. */
public interface Guidance {
    /**
     * Merged over incidents, newest first.
     *
     * @throws java.util.NoSuchElementException where the catalog has no such queue
     */
    Board board(String queue);

    /**
     * @param etag changes whenever the board does
     * @param clearedAt when the last incident ended, for 'back to normal since'; null where that is long ago
     */
    record Board(
            String queue,
            String name,
            Instant at,
            String etag,
            List<Block> blocks,
            @Nullable Instant clearedAt) {}

    /**
     * What one incident changes.
     *
     * @param broken what is broken, one line
     * @param todo what to do, one line
     * @param say what to say, one line, in the queue's language
     * @param dont what not to promise, one line
     * @param works what still works, one line
     * @param decides who decides, a person's name or 'nobody yet'
     * @param nextWordAt null where none is promised
     * @param factsVersion the fact sheet's version
     */
    record Block(
            String incident,
            String severity,
            String broken,
            String todo,
            String say,
            String dont,
            String works,
            String decides,
            Instant since,
            Instant changedAt,
            @Nullable Instant nextWordAt,
            int factsVersion) {}
}
