package io.holdfast.incident;

import io.holdfast.catalog.Verdict;
import java.util.List;

/**
 * What its signals say of an incident now.
 *
 * @param signals {@code BAD} while any of its conditions stands, {@code GOOD} when all are over, {@code UNKNOWN} when none is bad but
 *     one is silent; recovery waits for what is unknown
 * @param senderSeverity the worst word of the senders whose conditions stand: {@code critical}, {@code warning}, {@code info}, or
 *     empty
 * @param alerted ids of the dependencies that standing conditions name themselves
 * @param kinds kinds of signal that speak of it: {@code alert}, {@code measurement}, {@code report}, {@code notice}
 */
public record Observation(
        String title,
        Scope scope,
        List<JourneyLights> journeys,
        Verdict signals,
        String senderSeverity,
        List<String> alerted,
        List<String> kinds) {}
