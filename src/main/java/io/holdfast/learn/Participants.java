package io.holdfast.learn;

import io.holdfast.evidence.Actor;
import java.util.List;

/** Who took part in an incident, as its review tells it. */
public interface Participants {

    /** Those of this incident, in the order in which they came to it; empty before its review was drafted. */
    List<Participant> of(String incident);

    /**
     * He took part too, though the record does not show it. Doing it twice changes nothing.
     *
     * @throws java.util.NoSuchElementException where the incident has no review
     * @throws IllegalArgumentException where nobody of the house has that username
     */
    void add(String incident, String username, Actor by);

    /**
     * He is not named, whatever the record shows: somebody who only looked on. A later draft does not bring him back.
     *
     * @throws java.util.NoSuchElementException where the incident has no review
     */
    void takeAway(String incident, String username, Actor by);

    /**
     * @param commanded whether he was in command at some time
     * @param owned whether he owned it at some time
     * @param acknowledged whether he was the first to take it
     * @param answers tasks that he answered
     * @param notes notes that he wrote
     * @param acts what else the record shows of him; what comes of his answers is among it
     * @param added whether a person added him, and not the record
     */
    record Participant(
            String username,
            boolean commanded,
            boolean owned,
            boolean acknowledged,
            int answers,
            int notes,
            int acts,
            boolean added) {}
}
