package io.holdfast.incident;

import io.holdfast.evidence.Actor;
import org.jspecify.annotations.Nullable;

/** Holds whoever is asked to own an incident against whoever should be; implemented by the package that asks. */
public interface WantedOwner {

    /**
     * Where another team than the asked one is wanted now, wakes whoever is asking; where a person chose another cause than the
     * present owner's, frees his place.
     *
     * @param incident locked; its verbs are called, and the caller saves it
     * @param chosenBy who chose the cause; null where the ranking moved by itself, which takes nobody's place away
     */
    void check(Incident incident, @Nullable Actor chosenBy);
}
