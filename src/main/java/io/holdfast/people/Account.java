package io.holdfast.people;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody signs in with.
 *
 * @param roles roles of the public contract, {@code commander}
 * @param active whether he may sign in and is paged
 * @param password whether a password is set
 */
public record Account(
        String username,
        String name,
        Set<String> roles,
        boolean active,
        @Nullable String email,
        @Nullable String slack,
        @Nullable String phone,
        boolean password) {

    /** All roles that a person can have. */
    public static final Set<String> ROLES =
            Set.of("viewer", "agent", "agent-lead", "communications", "commander", "resilience-lead", "administrator");
}
