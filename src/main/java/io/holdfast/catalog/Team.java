package io.holdfast.catalog;

import java.time.Duration;
import java.util.List;

/**
 * People who answer for something together.
 *
 * @param id {@code identity}; its group in processes is {@code team:identity}
 * @param name {@code Identity team}
 * @param members usernames
 * @param ladder who is paged, rung by rung; the last rung repeats, wider. A rung names usernames
 * @param step how long a rung waits for an answer
 * @param channel the Slack channel of the team, {@code #team-identity}
 */
public record Team(
        String id, String name, List<String> members, List<List<String>> ladder, Duration step, String channel) {}
