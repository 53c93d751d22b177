package io.holdfast.drill;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was last proven to work, when, and by which kind of proof. */
public interface Proofs {

    /** Every mode, ladder, channel and person on a ladder; what is late first. */
    List<Proof> all();

    /** How many of them are late; at most five minutes old. */
    long late();

    /**
     * One of them.
     *
     * @param kind {@code mode}, {@code ladder}, {@code channel} or {@code person}
     * @param id {@code sign-in/security-questions}, a team's id, a channel's, a username
     * @param name for people
     * @param real when a real incident last proved it; null for never
     * @param live when a live exercise last did, that passed
     * @param tabletop when somebody last did it with people at the table, in an exercise that passed; of ladders and people only
     * @param sandbox when a sandbox drill last did, that passed; a channel and a person can't be proven so
     * @param late whether all of it is longer ago than {@code holdfast.proven-within}
     */
    record Proof(
            String kind,
            String id,
            String name,
            @Nullable Instant real,
            @Nullable Instant live,
            @Nullable Instant tabletop,
            @Nullable Instant sandbox,
            boolean late) {}
}
