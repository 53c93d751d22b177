package io.holdfast.evidence;

import io.holdfast.time.World;
import java.time.Instant;
import java.util.Map;

/**
 * Something that happened, as it enters the record.
 *
 * @param world where it happened
 * @param chain the incident's key, or {@link #HOUSE}
 * @param at when, by the world's clock
 * @param kind a word of the record's vocabulary, {@code incident.opened}, {@code decision}, {@code task.completed}
 * @param text one sentence for the timeline, without personal data and without free text of people
 * @param by who or what did it
 * @param body further facts: strings, whole numbers, booleans, lists and maps of these; decimals as text. No personal data
 * @param attachments what may have to be erased: free text, personal data. The chain holds a salted commitment to each
 */
public record Entry(
        World world,
        String chain,
        Instant at,
        String kind,
        String text,
        Actor by,
        Map<String, ?> body,
        Map<String, byte[]> attachments) {

    /** The chain of what belongs to no incident: settings, sign-ins, the playbook, unplaced signals. */
    public static final String HOUSE = "house";

    public Entry(World world, String chain, Instant at, String kind, String text, Actor by, Map<String, ?> body) {
        this(world, chain, at, kind, text, by, body, Map.of());
    }
}
