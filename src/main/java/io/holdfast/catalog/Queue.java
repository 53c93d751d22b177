package io.holdfast.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A queue of contacts, and so the agents who serve it.
 *
 * @param id {@code cards}; its board is at {@code /floor/cards}
 * @param name {@code Cards}
 * @param journeys journeys that its agents serve, in their order on the board
 * @param regions regions that it serves; empty for all
 * @param channels channels that it serves, {@code voice}, {@code chat}; empty for all
 * @param slackChannel where its agents read guidance, {@code #floor-cards}; null where they read the board only
 * @param leads usernames of its supervisors
 * @param locale the language that its agents speak to customers
 */
public record Queue(
        String id,
        String name,
        List<String> journeys,
        List<String> regions,
        List<String> channels,
        @Nullable String slackChannel,
        List<String> leads,
        String locale) {}
