package io.holdfast.security;

import io.holdfast.evidence.Actor;
import java.util.Set;

/**
 * Who asks.
 *
 * @param name a username, or a token's name
 * @param token whether it is a token rather than a person
 * @param groups of a person: his roles, and {@code team:<id>} of his teams; empty for a token
 * @param scopes of a token; empty for a person
 */
public record Caller(String name, boolean token, Set<String> groups, Set<String> scopes) {
    /** As the record names him. */
    public Actor actor() {
        return token ? new Actor.Token(name) : new Actor.Person(name);
    }

    /** Whether he is in one of these groups. An administrator is in all of them. */
    public boolean inAny(Iterable<String> wanted) {
        if (groups.contains("administrator")) {
            return true;
        }
        for (String group : wanted) {
            if (groups.contains(group)) {
                return true;
            }
        }
        return false;
    }

    /** Whether this token has the scope; never for a person. */
    public boolean hasScope(String scope) {
        return scopes.contains("*") || scopes.contains(scope);
    }
}
