package io.holdfast.scorecard;

import io.holdfast.evidence.Actor;

/** Who did it, as rows name him. */
final class Doer {
    private Doer() {}

    static String name(Actor by) {
        if (by instanceof Actor.Person person) {
            return person.username();
        }
        return by instanceof Actor.Token token ? "token " + token.name() : "holdfast";
    }
}
