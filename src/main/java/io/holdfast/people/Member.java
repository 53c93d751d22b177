package io.holdfast.people;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person of the house: his account and what the catalog knows of him, as one.
 *
 * @param username {@code dana}
 * @param name {@code Dana Ortiz}
 * @param groups his roles, and {@code team:<id>} of his teams
 * @param queues queues that he works in
 * @param slack Slack user id; null where he has none
 * @param phone E.164; null where he has none
 * @param email null where he has none
 * @param account whether he can sign in
 */
public record Member(
        String username,
        String name,
        Set<String> groups,
        Set<String> queues,
        @Nullable String slack,
        @Nullable String phone,
        @Nullable String email,
        boolean account) {}
