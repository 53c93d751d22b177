package io.holdfast.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.standin.SlackStandIn.Press;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What people do in a channel, and the events that Slack sends for it. */
final class SlackEvents {
    private final SlackCalls calls;
    private final SlackPosts posts;
    private final SlackStamps stamps;

    SlackEvents(SlackCalls calls, SlackPosts posts, SlackStamps stamps) {
        this.calls = calls;
        this.posts = posts;
        this.stamps = stamps;
    }

    Press said(String channel, String user, String text, @Nullable String thread) {
        String ts = stamps.stamp();
        posts.said(channel, ts, text, thread, user);
        ObjectNode event = message(channel).put("user", user).put("text", text);
        if (thread != null) {
            event.put("thread_ts", thread);
        }
        return calls.event(event.put("ts", ts), ts);
    }

    Press edited(Press said, String text) {
        JsonNode before = event(said);
        posts.said(before.path("channel").asText(), ts(said), text);
        ObjectNode now = before.deepCopy();
        now.put("text", text);
        now.remove("channel");
        ObjectNode event = message(before.path("channel").asText()).put("subtype", "message_changed");
        event.set("message", now);
        event.set("previous_message", before);
        String ts = stamps.stamp();
        return calls.event(event.put("ts", ts), ts);
    }

    Press deleted(Press said) {
        JsonNode before = event(said);
        posts.delete(ts(said));
        ObjectNode event = message(before.path("channel").asText()).put("subtype", "message_deleted");
        event.put("deleted_ts", ts(said)).set("previous_message", before);
        String ts = stamps.stamp();
        return calls.event(event.put("ts", ts), ts);
    }

    Press reacted(String channel, String ts, String reaction, String user, @Nullable String author) {
        ObjectNode event = SlackReplies.object()
                .put("type", "reaction_added")
                .put("user", user)
                .put("reaction", reaction);
        if (author != null) {
            event.put("item_user", author);
        }
        event.putObject("item").put("type", "message").put("channel", channel).put("ts", ts);
        return calls.event(event, stamps.stamp());
    }

    String ts(Press said) {
        return event(said).path("ts").asText();
    }

    private static JsonNode event(Press said) {
        return Objects.requireNonNull(SlackReplies.read(said.body())).path("event");
    }

    private static ObjectNode message(String channel) {
        return SlackReplies.object()
                .put("type", "message")
                .put("channel", channel)
                .put("channel_type", "channel");
    }
}
