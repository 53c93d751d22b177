package io.holdfast.evidence;

import io.holdfast.time.World;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A chain, read for people. */
public interface Timeline {

    /**
     * What happened, oldest first.
     *
     * @param after sequence number of the last entry already seen; 0 for all
     * @param limit at most this many
     */
    List<Line> of(World world, String chain, long after, int limit);

    /**
     * One entry as people read it.
     *
     * @param seq place in the chain, from 1
     * @param by a person's name, or a rule as {@code severity.dmn row r4, playbook 12}, or a part of Holdfast
     * @param note free text that came with it; null where there was none, or where it was erased
     */
    record Line(
            long seq,
            Instant at,
            String kind,
            String text,
            String by,
            boolean automatic,
            Map<String, Object> body,
            @Nullable String note) {}
}
