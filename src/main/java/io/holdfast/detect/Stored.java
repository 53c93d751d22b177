package io.holdfast.detect;

import java.util.List;
import java.util.Set;

/**
 * What the store made of some arrivals.
 *
 * @param accepted new or counted
 * @param duplicates known already
 * @param incidents incidents known from the conditions that they speak of
 * @param first ids of signals that nobody has judged yet and that may open or join an incident
 */
record Stored(long accepted, long duplicates, Set<String> incidents, List<Long> first) {}
