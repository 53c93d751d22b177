package io.holdfast.security;

import java.util.Set;

/** The scopes of tokens, as the public contract names them. */
final class Scopes {

    static final Set<String> ALL = Set.of(
            "signals",
            "read",
            "incidents",
            "tasks",
            "approve",
            "subscribers",
            "flags",
            "drills",
            "playbook",
            "admin",
            "*");

    private Scopes() {}

    static boolean exists(String scope) {
        return ALL.contains(scope) || scope.matches("signals:[a-z0-9][a-z0-9-]{0,79}");
    }
}
