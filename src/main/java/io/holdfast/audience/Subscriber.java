package io.holdfast.audience;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A customer who may be told.
 *
 * @param id ours; stable
 * @param phone E.164; null where he gave none
 * @param locale a language of the catalog
 * @param journeys ids of the journeys that he uses; empty for all
 * @param region where he is served; null where it is not known, and then he is told of what hits every region only
 * @param consents what he agreed to; a channel that is not named here is never used
 */
public record Subscriber(
        String id,
        @Nullable String phone,
        @Nullable String email,
        String locale,
        List<String> journeys,
        @Nullable String region,
        @Nullable String timezone,
        List<Consent> consents) {
    /** He agreed to this channel at that time. */
    public record Consent(String channel, Instant at) {}
}
