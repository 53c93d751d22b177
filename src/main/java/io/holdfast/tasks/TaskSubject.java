package io.holdfast.tasks;

import io.holdfast.incident.Incident;
import org.jspecify.annotations.Nullable;

/**
 * What a task speaks of.
 *
 * @param key the element's id in its diagram
 * @param ref the row that it speaks of; null where it speaks of the incident as a whole
 * @param rung the ladder's rung, from 0; 0 where there is no ladder
 */
public record TaskSubject(
        Incident incident, String key, @Nullable String ref, int rung) {}
