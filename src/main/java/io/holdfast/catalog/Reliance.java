package io.holdfast.catalog;

import java.util.List;

/**
 * Which journeys a journey's words for customers send them to: advice to use the app helps nobody who can't sign in to it. Where one
 * of them is hit as well, the words are left out.
 *
 * @param works ids of the journeys that its {@code works} speaks of
 * @param doNow ids of the journeys that its {@code doNow} needs
 */
public record Reliance(List<String> works, List<String> doNow) {}
