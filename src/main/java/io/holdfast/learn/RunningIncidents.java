package io.holdfast.learn;

import io.holdfast.security.Caller;
import org.jspecify.annotations.Nullable;

/** Incidents that go on while the playbook changes: each stays with the version that it began with, unless it is moved on purpose. */
public interface RunningIncidents {

    /**
     * Moves an incident to the playbook in force: its processes go on by the new diagrams from where they stand, and severity,
     * ownership, fallback modes and cadence are decided by the new rules from now on. Due times that were promised stay.
     *
     * @param key {@code INC-7}
     * @param expected the number that the caller takes to be in force; null for whichever is
     * @throws java.util.NoSuchElementException where there is no such incident
     * @throws IllegalArgumentException without a reason
     * @throws IllegalStateException where it is closed, runs by that version already, another one is in force, or what goes on in it is
     *     not in that version; says which
     * @throws org.springframework.security.access.AccessDeniedException for whoever may not; the attempt is in the record
     */
    void move(String key, @Nullable Long expected, String because, Caller by);
}
