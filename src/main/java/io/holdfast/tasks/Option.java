package io.holdfast.tasks;

/** One choice of an enum field. */
public record Option(String id, String label) {}
