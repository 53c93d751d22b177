package io.holdfast.playbook;

import io.holdfast.time.World;
import java.time.Instant;

/** Hears of each decision that is recorded, in its transaction; implemented by whoever keeps the decisions' own pages. */
public interface DecisionSeen {

    /** A table has decided, and the record holds it. */
    void seen(Recorded recorded);

    /**
     * A recorded decision.
     *
     * @param id of its own, which the entry's body holds too
     * @param chain the incident's key, or the house's chain
     * @param table {@code severity}
     * @param facts hash of all that was known
     * @param says the answer as one sentence
     */
    record Recorded(
            String id,
            World world,
            String chain,
            Instant at,
            String table,
            Decision decision,
            String facts,
            String says) {}
}
