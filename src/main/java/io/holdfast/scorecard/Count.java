package io.holdfast.scorecard;

import java.util.Locale;

/** What is counted of one incident. Each has a column of its name. */
enum Count {
    /** Decisions that people took until agents and customers had been told. */
    DECISIONS,
    /** Words to customers that promised a next one, and those whose promise was kept. */
    PROMISED,
    KEPT,
    /** Customers' messages that were meant to arrive, and those that did. */
    MEANT,
    DELIVERED,
    /** What was done by itself, and that of which inputs, version, effect and verdict are on record. */
    ACTS,
    AUDITED,
    /** Fallback modes that were switched, that the signals proved to help, and of which nothing is proven. */
    TRIED,
    HELPED,
    UNPROVEN,
    /** Reviews that were written and had a due date, and those that were in time. */
    REVIEWS,
    REVIEWS_IN_TIME,
    /** Actions that are done and had a due date, and those that were done in time. */
    ACTIONS,
    ACTIONS_IN_TIME;

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
