package io.holdfast.security;

import java.util.List;

/** The scopes of tokens, as the public contract names them. */
public final class Scopes {

    /** All but those of one source, {@code signals:<source>}, in the order in which they are offered. */
    public static final List<String> ALL = List.of(
            "read",
            "signals",
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
