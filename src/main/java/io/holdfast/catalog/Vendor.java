package io.holdfast.catalog;

import java.time.Duration;
import java.util.Map;
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
 * @param answerIn the same promise as a length of time, that their answers are held against; null where there is none
 * @param noticeIn within which time the contract has them tell us of an outage; null where it does not
 * @param underneath what they answered when asked what sits underneath them, by {@link UnderneathQuestion#id}; what is missing they
 *     have not answered
 */
public record Vendor(
        String id,
        String name,
        String support,
        @Nullable String contract,
        @Nullable String answerWithin,
        @Nullable String statusPage,
        @Nullable Duration answerIn,
        @Nullable Duration noticeIn,
        Map<String, String> underneath) {

    /** One who was not asked what sits underneath, and whose promises are words only. */
    public Vendor(
            String id,
            String name,
            String support,
            @Nullable String contract,
            @Nullable String answerWithin,
            @Nullable String statusPage) {
        this(id, name, support, contract, answerWithin, statusPage, null, null, Map.of());
    }
}
