package io.holdfast.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A company that runs a dependency for us.
 *
 * @param id {@code harrow-id}
 * @param name {@code Harrow ID}
 * @param support how to open a case: phone, portal or address, for a person to read
 * @param contract the contract's number to quote; null where there is none
 * @param answerWithin what they promise for an urgent case, in words
 * @param statusPage their public status page; null where there is none
 */
public record Vendor(
        String id,
        String name,
        String support,
        @Nullable String contract,
        @Nullable String answerWithin,
        @Nullable String statusPage) {}
