package io.holdfast.catalog;

import org.jspecify.annotations.Nullable;

/**
 * How many customers a journey has, and what it costs when they can't, where no reading says so.
 *
 * @param customersPerMinute how many come in a usual minute; null where nobody counted
 * @param costPerCustomer what one customer who can't costs the house; null where nobody reckoned
 * @param currency of the cost, {@code EUR}
 * @param source who says so, and when: it stands beside every figure that is made of it
 */
public record Impact(
        @Nullable Double customersPerMinute,
        @Nullable Double costPerCustomer,
        @Nullable String currency,
        String source) {}
