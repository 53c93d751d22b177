package io.holdfast.learn;

import io.holdfast.evidence.Actor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was agreed to be done after incidents, until it is done. */
public interface Actions {

    /** The overdue ones first, then by due date, those without one after them, then what is done, the newest first. */
    List<Action> list(Search search, int skip, int limit);

    /** How many of the live world are open and past their due date. */
    long overdue();

    Optional<Action> find(String id);

    /**
     * Agrees on one more, of this incident.
     *
     * @return its id
     * @throws java.util.NoSuchElementException where there is no such incident
     * @throws IllegalArgumentException where something does not fit, with what would be right
     */
    String add(
            String incident,
            String what,
            @Nullable String owner,
            @Nullable LocalDate dueOn,
            @Nullable String link,
            Actor by);

    /**
     * Gives it to somebody, moves its date, names the tracker's page; all three become what is given.
     *
     * @throws java.util.NoSuchElementException where there is no such action
     * @throws IllegalArgumentException where something does not fit, with what would be right
     * @throws IllegalStateException where it is done
     */
    void change(String id, @Nullable String owner, @Nullable LocalDate dueOn, @Nullable String link, Actor by);

    /** It is done; doing it twice changes nothing. */
    void done(String id, Actor by);

    /** It was not done after all. */
    void undone(String id, Actor by);

    /** Which of them. */
    enum Show {
        OPEN,
        OVERDUE,
        DONE,
        ALL;

        /**
         * @throws IllegalArgumentException where there is no such word
         */
        public static Show of(@Nullable String word) {
            if (word == null || word.isBlank()) {
                return OPEN;
            }
            for (Show show : values()) {
                if (show.id().equals(word)) {
                    return show;
                }
            }
            throw new IllegalArgumentException("'state' is open, overdue, done or all; not '" + word + "'");
        }

        /** {@code overdue}. */
        public String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * @param owner a username; null for any
     * @param incident an incident's key; null for any
     */
    record Search(
            Show show, @Nullable String owner, @Nullable String incident) {}

    /**
     * @param owner username; null where nobody was named
     * @param dueOn null where no date was named
     * @param doneAt null while it is open
     * @param link the page of it in the tracker; null where there is none
     * @param overdue whether it is open and its date is over
     */
    record Action(
            String id,
            String incident,
            String incidentTitle,
            String what,
            @Nullable String owner,
            @Nullable LocalDate dueOn,
            Instant agreedAt,
            @Nullable Instant doneAt,
            @Nullable String link,
            boolean overdue) {}
}
