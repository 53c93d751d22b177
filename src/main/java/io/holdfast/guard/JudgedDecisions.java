package io.holdfast.guard;

import io.holdfast.evidence.Actor;
import io.holdfast.time.World;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was decided by itself, what came of it, and whether it was right. */
public interface JudgedDecisions {

    /** Newest first. */
    List<Judged> list(World world, Search search, int limit);

    Optional<Judged> find(String id);

    /** All that was known when it was decided, as recorded: name and value in words. */
    Map<String, String> facts(Judged decision);

    /**
     * A person's verdict, in the place of an earlier one.
     *
     * @throws java.util.NoSuchElementException where there is no such decision
     */
    void judge(String id, boolean right, String because, Actor by);

    /** What came of the decisions about this row, and whether that speaks for them; a person's word stays above it. */
    void outcome(String subject, boolean right, String what);

    /** How many were right and wrong, by what was asked, over this time. */
    List<Figure> figures(World world, Instant from, Instant to);

    /**
     * What to look for; null for all.
     *
     * @param chain an incident's key
     * @param asked a table, {@code severity}, or an action, {@code mode.switch}
     * @param verdict {@code right}, {@code wrong}, {@code open}
     * @param before only what is older
     */
    record Search(
            @Nullable String chain,
            @Nullable String asked,
            @Nullable String verdict,
            @Nullable Instant before) {}

    /**
     * A decision.
     *
     * @param chain the incident's key; {@code house} where there was none
     * @param asked the table
     * @param action of guardrails: what was asked about
     * @param did of guardrails: {@code act}, {@code ask}, {@code suggest}; {@code person} where a person wanted it anyhow
     * @param because of guardrails: why
     * @param outcome what came of it; null while nothing is known
     */
    record Judged(
            String id,
            World world,
            String chain,
            Instant at,
            String asked,
            String path,
            int version,
            long playbook,
            String rules,
            String facts,
            String says,
            @Nullable String action,
            @Nullable String subject,
            @Nullable String did,
            @Nullable String because,
            @Nullable String outcome,
            @Nullable Instant outcomeAt,
            @Nullable Verdict verdict) {}

    /**
     * @param source {@code person}, or {@code outcome}
     * @param by a username, {@code token ci}; of an outcome, what it was
     */
    record Verdict(boolean right, String source, String by, Instant at, String because) {}

    /**
     * @param asked the action, or the table where it was no guardrail
     * @param open how many nobody has judged
     */
    record Figure(String asked, long right, long wrong, long open) {
        /** The share of right ones in whole percent; null where none is judged. */
        public @Nullable Long percent() {
            return right + wrong == 0 ? null : Math.round(100.0 * right / (right + wrong));
        }
    }
}
