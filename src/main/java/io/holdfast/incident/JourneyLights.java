package io.holdfast.incident;

import io.holdfast.catalog.Light;
import io.holdfast.catalog.Verdict;

/** A journey that is hit, with its four lights within the incident's scope. */
public record JourneyLights(
        String journey, Verdict reachability, Verdict identity, Verdict context, Verdict completion) {
    /** The verdict of that light. */
    public Verdict of(Light light) {
        return switch (light) {
            case REACHABILITY -> reachability;
            case IDENTITY -> identity;
            case CONTEXT -> context;
            case COMPLETION -> completion;
        };
    }

    /** The worst of the four. */
    public Verdict worst() {
        return reachability.worse(identity).worse(context).worse(completion);
    }
}
