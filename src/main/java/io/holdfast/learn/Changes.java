package io.holdfast.learn;

import io.holdfast.playbook.FileChange;
import io.holdfast.security.Caller;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Changes of the playbook: anybody who may propose proposes, another person approves, and every attempt is in the record. Approved or
 * rolled back holds when the call returns.
 */
public interface Changes {
    /** Who approves, rejects, judges and rolls back. */
    List<String> APPROVERS = List.of("resilience-lead", "commander");

    /**
     * Proposes new content of one or several files that belong together. It is checked at once: a wrong one is refused, and says why.
     *
     * @param base number of the playbook from which it was written: where another change came into force since and touches one of its
     *     files, it is refused; null for what is in force now
     * @param because why
     * @param incident from which it was learned; null for none
     * @param emergency whether it is put in force at once, by this one person, and judged by another one afterwards
     * @return the new one; or the one that this person has proposed with just these files before, where that is open yet
     * @throws IllegalArgumentException where there is nothing to propose, with what is missing
     * @throws IllegalStateException for an emergency where no such incident goes on
     * @throws org.springframework.security.access.AccessDeniedException for an emergency by somebody who may not approve
     */
    Change propose(
            List<FileChange> files,
            @Nullable Long base,
            String because,
            @Nullable String incident,
            boolean emergency,
            Caller by);

    /** The same, written from what is in force now. */
    default Change propose(
            List<FileChange> files, String because, @Nullable String incident, boolean emergency, Caller by) {
        return propose(files, null, because, incident, emergency, by);
    }

    /**
     * Puts it in force.
     *
     * @throws org.springframework.security.access.AccessDeniedException for its author, and for whoever may not
     * @throws IllegalStateException where it does not wait for a yes, or what it changes has changed meanwhile; says what happens now
     */
    Change approve(String id, String because, Caller by);

    /**
     * @throws IllegalArgumentException without a reason
     * @throws IllegalStateException where it does not wait for a decision
     */
    Change reject(String id, String because, Caller by);

    /**
     * Takes back what it changed, as a version of its own; later changes of other files stay.
     *
     * @throws IllegalStateException where it is not in force, or a later change stands on it: names that one
     */
    Change rollBack(String id, String because, Caller by);

    /**
     * Another person's word on an emergency: keep it, or roll it back.
     *
     * @throws org.springframework.security.access.AccessDeniedException for its author
     */
    Change judge(String id, boolean keep, String because, Caller by);

    /** A change by its id, {@code CHG-4}. */
    Optional<Change> find(String id);

    /**
     * Newest first.
     *
     * @param before only those with a lower number; null for the newest
     */
    List<Change> list(@Nullable Long before, int limit);

    /** Those that came of this incident, the newest first. */
    List<Change> of(String incident);

    /** Those that wait for somebody's word: a decision, or a judgement. */
    List<Change> waiting();
}
