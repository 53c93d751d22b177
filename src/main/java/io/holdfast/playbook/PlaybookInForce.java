package io.holdfast.playbook;

/**
 * Published after the commit that put a version in force.
 *
 * @param number the playbook's number
 */
public record PlaybookInForce(long number) {}
