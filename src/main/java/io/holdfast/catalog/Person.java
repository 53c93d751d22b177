package io.holdfast.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member of the staff as the catalog knows him: contact methods and roles. Sign-in is not the catalog's.
 *
 * @param username {@code dana}
 * @param name {@code Dana Ortiz}
 * @param roles roles of the public contract, {@code commander}
 * @param queues queues that an agent or supervisor works in
 * @param slack Slack user id; null where he has none
 * @param phone E.164; null where he has none
 * @param email null where he has none
 */
public record Person(
        String username,
        String name,
        List<String> roles,
        List<String> queues,
        @Nullable String slack,
        @Nullable String phone,
        @Nullable String email) {}
