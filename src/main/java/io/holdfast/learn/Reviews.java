package io.holdfast.learn;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The reviews: what happened, what contributed, what is changed. */
public interface Reviews {

    /** The review of this incident, drafted or written; empty before it was drafted, and where none is asked for. */
    Optional<Review> of(String incident);

    /** Those of the live world that are still to be written and past their due date, the longest first. */
    List<Late> late(Instant now, int limit);

    /**
     * @param owner username of who answers for it; null while nobody does
     */
    record Late(String incident, String title, @Nullable String owner, Instant dueAt) {}

    /**
     * @param figures lines as people read them, {@code Customers were told after 4 min}
     * @param course what happened, one line each, oldest first
     * @param slow what ran past the house's own times, a line each
     * @param overruled what people decided against a proposal, a line each, with who and when
     * @param owner username of who answers for it; null while nobody does
     * @param dueAt when it is to be written; null where it was drafted before due dates were kept
     * @param writtenBy a person's or token's name; null while it is a draft
     */
    record Review(
            String incident,
            Instant draftedAt,
            List<String> figures,
            List<String> course,
            List<String> slow,
            List<String> overruled,
            String summary,
            String contributing,
            String wentWell,
            String lucky,
            @Nullable String owner,
            @Nullable Instant dueAt,
            @Nullable String writtenBy,
            @Nullable Instant writtenAt,
            List<Action> actions) {}

    /**
     * @param owner username; null where nobody was named
     * @param dueOn null where no date was named
     * @param doneAt null while it is open
     */
    record Action(
            String id,
            String what,
            @Nullable String owner,
            @Nullable LocalDate dueOn,
            @Nullable Instant doneAt) {}
}
