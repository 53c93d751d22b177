package io.holdfast.delivery;

import java.time.Instant;

/** Says what changed in a post. */
interface ChangeWords {

    /**
     * A few plain words, mrkdwn.
     *
     * @param at when it changed
     */
    String of(Differences differences, Instant at, String locale);

    /** The playbook whose words these are. */
    long version();
}
