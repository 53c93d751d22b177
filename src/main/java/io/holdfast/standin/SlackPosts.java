package io.holdfast.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.standin.HttpFront.Reply;
import io.holdfast.standin.SlackStandIn.Post;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was posted, by whomever, as the channels show it: posts, their threads, and how they are read. */
final class SlackPosts {
    private static final String STAMP = "[0-9]{10}\\.[0-9]{6}";

    private final SlackChannels channels;
    private final SlackStamps stamps;
    private final List<Post> posts = new ArrayList<>();

    SlackPosts(SlackChannels channels, SlackStamps stamps) {
        this.channels = channels;
        this.stamps = stamps;
    }

    List<Post> all() {
        synchronized (posts) {
            return List.copyOf(posts);
        }
    }

    @Nullable
    Post find(String channel, @Nullable String ts) {
        synchronized (posts) {
            int place = place(channel, ts);
            return place < 0 ? null : posts.get(place);
        }
    }

    /** Somebody other than the app posts. */
    void said(String channel, String ts, String text, @Nullable String thread, String user) {
        synchronized (posts) {
            posts.add(new Post(channel, ts, text, SlackReplies.array(), null, 0, thread, user));
        }
    }

    void said(String channel, String ts, String text) {
        synchronized (posts) {
            int place = place(channel, ts);
            if (place >= 0) {
                posts.set(place, posts.get(place).saying(text));
            }
        }
    }

    void delete(String ts) {
        synchronized (posts) {
            posts.removeIf(post -> post.ts().equals(ts));
        }
    }

    Reply post(Form form) {
        String channel = channels.find(form.get("channel"));
        String fault = channel == null ? "channel_not_found" : fault(form);
        if (channel == null || fault != null) {
            return refused(String.valueOf(fault), form);
        }
        String thread = form.has("thread_ts") ? form.get("thread_ts") : null;
        synchronized (posts) {
            if (thread != null) {
                Post parent = find(channel, thread);
                // A reply's own stamp is no thread's name: the real one would hide what is posted so.
                if (parent == null || parent.thread() != null) {
                    return SlackReplies.error(parent == null ? "thread_not_found" : "cannot_reply_to_message");
                }
            }
            Post post = new Post(
                    channel,
                    stamps.stamp(),
                    String.valueOf(form.get("text")),
                    blocks(form),
                    SlackReplies.read(form.get("metadata")),
                    0,
                    thread,
                    SlackChannels.BOT);
            posts.add(post);
            return shown(post);
        }
    }

    Reply update(Form form) {
        String channel = channels.find(form.get("channel"));
        String fault = channel == null ? "channel_not_found" : fault(form);
        if (channel == null || fault != null) {
            return refused(String.valueOf(fault), form);
        }
        synchronized (posts) {
            int place = place(channel, form.get("ts"));
            if (place < 0) {
                return SlackReplies.error("message_not_found");
            }
            Post before = posts.get(place);
            if (!before.user().equals(SlackChannels.BOT)) {
                return SlackReplies.error("cant_update_message");
            }
            Post post = new Post(
                    channel,
                    before.ts(),
                    String.valueOf(form.get("text")),
                    blocks(form),
                    SlackReplies.read(form.get("metadata")),
                    before.edits() + 1,
                    before.thread(),
                    before.user());
            posts.set(place, post);
            return shown(post);
        }
    }

    private static Reply shown(Post post) {
        return SlackReplies.ok(node -> {
            node.put("channel", post.channel()).put("ts", post.ts()).put("text", post.text());
            ObjectNode message = node.putObject("message")
                    .put("ts", post.ts())
                    .put("text", post.text())
                    .put("type", "message");
            if (post.thread() != null) {
                message.put("thread_ts", post.thread());
            }
        });
    }

    private static JsonNode blocks(Form form) {
        JsonNode blocks = SlackReplies.read(form.get("blocks"));
        return blocks == null ? SlackReplies.array() : blocks;
    }

    private static Reply refused(String fault, Form form) {
        return SlackReplies.error(
                fault, fault.equals("invalid_blocks") ? Blocks.fault(SlackReplies.read(form.get("blocks"))) : null);
    }

    private static @Nullable String fault(Form form) {
        String text = form.get("text");
        if (!form.has("text") || text == null) {
            return "no_text";
        }
        if (text.length() > 40_000) {
            return "msg_too_long";
        }
        if (form.has("blocks") && Blocks.fault(SlackReplies.read(form.get("blocks"))) != null) {
            return "invalid_blocks";
        }
        JsonNode metadata = SlackReplies.read(form.get("metadata"));
        boolean shaped = metadata != null
                && metadata.path("event_type").isTextual()
                && metadata.path("event_payload").isObject();
        return form.has("metadata") && !shaped ? "invalid_metadata_format" : null;
    }

    private int place(String channel, @Nullable String ts) {
        for (int i = 0; i < posts.size(); i++) {
            if (posts.get(i).channel().equals(channel) && posts.get(i).ts().equals(ts)) {
                return i;
            }
        }
        return -1;
    }

    /** The channel without its threads, newest first. */
    Reply history(Form form) {
        String channel = form.get("channel");
        int limit = form.number("limit", 100);
        String fault = range(channel, form, limit, 999);
        if (fault != null) {
            return SlackReplies.error(fault);
        }
        List<Post> found = all().stream()
                .filter(p -> p.channel().equals(channel) && p.thread() == null && inside(p, form))
                .sorted(Comparator.comparing(Post::ts).reversed())
                .toList();
        return page(found, form.number("cursor", 0), limit, form);
    }

    /** A thread: its first post, which every answer begins with, and its replies, oldest first. */
    Reply replies(Form form) {
        String channel = form.get("channel");
        int limit = form.number("limit", 1000);
        String fault = range(channel, form, limit, 1000);
        Post asked = channel == null || fault != null ? null : find(channel, form.get("ts"));
        if (channel == null || asked == null) {
            return SlackReplies.error(fault != null ? fault : "thread_not_found");
        }
        int from = form.number("cursor", 0);
        List<Post> found = new ArrayList<>(List.of(asked));
        all().stream()
                .filter(p -> p.channel().equals(channel) && asked.ts().equals(p.thread()) && inside(p, form))
                .sorted(Comparator.comparing(Post::ts))
                .forEach(found::add);
        return page(found, from, limit, form);
    }

    private @Nullable String range(@Nullable String channel, Form form, int limit, int most) {
        if (!channels.known(channel)) {
            return "channel_not_found";
        }
        if (limit < 1 || limit > most) {
            return "invalid_limit";
        }
        if (form.has("latest") && !String.valueOf(form.get("latest")).matches(STAMP)) {
            return "invalid_ts_latest";
        }
        return form.has("oldest") && !String.valueOf(form.get("oldest")).matches(STAMP) ? "invalid_ts_oldest" : null;
    }

    // Stamps are of one length, so they compare as they are.
    private static boolean inside(Post post, Form form) {
        int oldest = form.has("oldest") ? post.ts().compareTo(String.valueOf(form.get("oldest"))) : 1;
        int latest = form.has("latest") ? post.ts().compareTo(String.valueOf(form.get("latest"))) : -1;
        return form.flag("inclusive") ? oldest >= 0 && latest <= 0 : oldest > 0 && latest < 0;
    }

    private static Reply page(List<Post> found, int from, int limit, Form form) {
        int to = Math.min(found.size(), from + limit);
        ArrayNode messages = SlackReplies.array();
        for (Post post : found.subList(Math.min(from, to), to)) {
            ObjectNode node = messages.addObject()
                    .put("type", "message")
                    .put("user", post.user())
                    .put("ts", post.ts())
                    .put("text", post.text());
            if (post.thread() != null) {
                node.put("thread_ts", post.thread());
            }
            if (form.flag("include_all_metadata") && post.metadata() != null) {
                node.set("metadata", post.metadata());
            }
        }
        return SlackReplies.ok(node -> {
            node.set("messages", messages);
            node.put("has_more", to < found.size());
            if (to < found.size()) {
                node.putObject("response_metadata").put("next_cursor", String.valueOf(to));
            }
        });
    }
}
