package io.holdfast.detect;

import io.holdfast.evidence.Actor;
import io.holdfast.incident.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Incidents that a person or a system reports, rather than signals. */
public interface Reports {
    /**
     * Opens an incident at once; it needs no signal and joins no other.
     *
     * @return the incident's key
     * @throws IllegalArgumentException where it names something that the catalog does not have, or names nothing at all
     */
    String report(Report report);

    /**
     * What is reported. At least a journey or a dependency is named.
     *
     * @param title in customer terms; null to have it written from the journey's light
     * @param journeys ids of the journeys that are hit; empty for those that cross the dependency
     * @param dependency id or alias of what is broken, where it is known
     * @param scope whom it touches; empty lists for all
     * @param because why it is reported, in the reporter's words
     * @param severity a sender's word as in signals, {@code critical}; null for none
     */
    record Report(
            @Nullable String title,
            List<String> journeys,
            @Nullable String dependency,
            Scope scope,
            String because,
            @Nullable String severity,
            Actor by) {}
}
