package io.holdfast.guidance;

import io.holdfast.evidence.Actor;

/** Takes in what agents say of their calls; implemented by the package that takes in signals. */
public interface Sightings {
    /**
     * An agent of this queue says whether he sees it. Called in a transaction that has the incident.
     *
     * @param sees whether he sees it too; otherwise it is not so with his calls, which by itself makes nothing smaller
     */
    void said(String incident, String queue, boolean sees, Actor by);
}
