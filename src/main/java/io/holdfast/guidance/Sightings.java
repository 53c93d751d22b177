package io.holdfast.guidance;

import io.holdfast.evidence.Actor;

/** Takes in what agents see on their calls; implemented by the package that takes in signals. */
public interface Sightings {
    /** An agent of this queue sees it too. */
    void seen(String incident, String queue, Actor by);
}
