package io.holdfast.guidance;

import java.time.Instant;
import java.util.List;

/** Who of a queue has read what stands for it now, for those who lead it. */
public interface Readings {

    /** One per incident that the queue reads of now, in the order of its board; empty where it reads in no Slack channel. */
    List<Reading> of(String queue);

    /**
     * How one guidance was received, in its newest wording: when the wording changes, everybody is unread again.
     *
     * @param read who answered it in any way, first first
     * @param unread names of those of the queue who did not
     */
    record Reading(String incident, List<Reader> read, List<String> unread) {}

    /**
     * Somebody who answered.
     *
     * @param name his name; his Slack id where nobody of that id is known
     * @param sees what he said of his own calls: {@code seen}, {@code not-here}, or empty where he said neither
     */
    record Reader(String name, String sees, Instant at) {}
}
