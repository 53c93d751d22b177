package io.holdfast.incident;

import io.holdfast.evidence.Actor;
import io.holdfast.time.World;
import java.time.Instant;
import java.util.List;

/**
 * What is known of an incident when it is opened.
 *
 * @param title in customer terms
 * @param senderSeverity as in {@link Observation}
 * @param alerted as in {@link Observation}
 * @param kinds as in {@link Observation}
 * @param certain whether it needs no person to say that it is real
 * @param manual whether a person or system reported it, rather than signals
 * @param playbook number of the playbook in force, read in the same transaction
 * @param onsetAt when it began, as far as is known
 * @param by who or what opened it
 */
public record NewIncident(
        World world,
        String title,
        Scope scope,
        List<JourneyLights> journeys,
        String senderSeverity,
        List<String> alerted,
        List<String> kinds,
        boolean certain,
        boolean manual,
        long playbook,
        Instant onsetAt,
        Actor by,
        String because) {}
