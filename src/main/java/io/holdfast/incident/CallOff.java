package io.holdfast.incident;

import io.holdfast.evidence.Actor;
import org.jspecify.annotations.Nullable;

/**
 * A person says that an incident is none, or none of its own: it takes the one way out, so that nothing stays switched on and whoever was
 * told hears that it was a false alarm.
 */
public interface CallOff {

    /**
     * @param ending {@code FALSE_ALARM} or {@code CANCELLED}
     * @throws IllegalArgumentException where the ending is another one, or nobody says why
     * @throws IllegalStateException where it has ended already
     * @throws java.util.NoSuchElementException where there is no such incident
     */
    void end(String key, Ending ending, String because, Actor by);

    /**
     * It is a part of another one: that one gets its signals, and this one ends as a duplicate.
     *
     * @param into the other one's key
     * @throws IllegalArgumentException where the other one can't be it, or nobody says why
     * @throws IllegalStateException where either has ended already
     * @throws java.util.NoSuchElementException where there is no such incident
     */
    void merge(String key, @Nullable String into, String because, Actor by);
}
