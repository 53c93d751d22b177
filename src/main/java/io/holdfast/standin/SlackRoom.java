package io.holdfast.standin;

import java.util.List;

/**
 * A channel that was made through the API, as people see it.
 *
 * @param created seconds since 1970
 * @param members users who were asked in
 * @param pinned stamps of pinned posts
 */
public record SlackRoom(
        String id,
        String name,
        long created,
        String topic,
        List<String> members,
        List<String> pinned,
        boolean archived) {

    SlackRoom with(String newTopic, List<String> newMembers, List<String> newPinned) {
        return new SlackRoom(id, name, created, newTopic, newMembers, newPinned, archived);
    }
}
