package io.holdfast.standin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.holdfast.standin.HttpFront.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Slack's channels and conversations with people, and what is changed about them: members, topics, pins. */
final class SlackChannels {
    static final String BOT = "U0HOLDFAST";

    private final boolean open;
    private final SlackStamps stamps;
    private final Map<String, String> ids = new ConcurrentHashMap<>();
    private final Map<String, SlackRoom> rooms = new ConcurrentHashMap<>();

    /** @param open whether channels and users are made up as they are named; else an unknown one is refused */
    SlackChannels(boolean open, SlackStamps stamps) {
        this.open = open;
        this.stamps = stamps;
    }

    String add(String name) {
        return ids.computeIfAbsent(name, n -> (n.startsWith("#") ? "C" : "D") + String.format("%010d", stamps.next()));
    }

    /** The id of a channel or user by name or id; null where there is none. */
    @Nullable
    String find(@Nullable String named) {
        if (named == null || named.isEmpty()) {
            return null;
        }
        if (known(named)) {
            return named;
        }
        String id = ids.get(named);
        if (id == null) {
            id = ids.get("#" + named);
        }
        return id == null && open && named.matches("#[a-z0-9_-]{1,80}|[UWCD][A-Z0-9]{2,20}") ? add(named) : id;
    }

    boolean known(@Nullable String id) {
        return id != null && ids.containsValue(id);
    }

    String idOrSame(String name) {
        return ids.getOrDefault(name, name);
    }

    Map<String, SlackRoom> rooms() {
        Map<String, SlackRoom> byName = new LinkedHashMap<>();
        rooms.values().forEach(room -> byName.put(room.name(), room));
        return byName;
    }

    Reply create(Form form) {
        String name = form.get("name");
        String fault = SlackRules.channelName(name);
        if (fault != null) {
            return SlackReplies.error(fault);
        }
        synchronized (rooms) {
            if (ids.containsKey("#" + name)) {
                return SlackReplies.error("name_taken");
            }
            String id = add("#" + name);
            long created = stamps.seconds();
            rooms.put(id, new SlackRoom(id, String.valueOf(name), created, "", List.of(), List.of(), false));
            return SlackReplies.ok(node -> node.putObject("channel")
                    .put("id", id)
                    .put("name", name)
                    .put("created", created)
                    .put("creator", BOT)
                    .put("is_channel", true)
                    .put("is_member", true));
        }
    }

    Reply invite(Form form) {
        String users = form.get("users");
        if (users == null || users.isEmpty()) {
            return SlackReplies.error("no_user");
        }
        return change(form, room -> {
            List<String> members = new ArrayList<>(room.members());
            for (String user : users.split(",")) {
                if (user.equals(BOT)) {
                    return SlackReplies.error("cant_invite_self");
                } else if (!user.matches("[UW][A-Z0-9]{2,20}")) {
                    return SlackReplies.error("user_not_found");
                } else if (members.contains(user)) {
                    return SlackReplies.error("already_in_channel");
                }
                members.add(user);
            }
            rooms.put(room.id(), room.with(room.topic(), members, room.pinned()));
            return SlackReplies.ok(node -> node.putObject("channel").put("id", room.id()));
        });
    }

    Reply topic(Form form) {
        String text = String.valueOf(form.get("topic"));
        if (text.length() > 250) {
            return SlackReplies.error("too_long");
        }
        return change(form, room -> {
            rooms.put(room.id(), room.with(text, room.members(), room.pinned()));
            return SlackReplies.ok(node -> node.put("topic", text));
        });
    }

    Reply pin(Form form, SlackPosts posts) {
        String ts = form.get("timestamp");
        return change(form, room -> {
            if (ts == null || posts.find(room.id(), ts) == null) {
                return SlackReplies.error(ts == null ? "no_item_specified" : "message_not_found");
            }
            if (room.pinned().contains(ts)) {
                return SlackReplies.error("already_pinned");
            }
            List<String> pinned = new ArrayList<>(room.pinned());
            pinned.add(ts);
            rooms.put(room.id(), room.with(room.topic(), room.members(), pinned));
            return SlackReplies.ok(node -> {});
        });
    }

    private Reply change(Form form, Function<SlackRoom, Reply> work) {
        synchronized (rooms) {
            SlackRoom room = rooms.get(String.valueOf(form.get("channel")));
            if (room == null) {
                return SlackReplies.error("channel_not_found");
            }
            return room.archived() ? SlackReplies.error("is_archived") : work.apply(room);
        }
    }

    /** In pages of at most as many as were asked for, as the real one gives them. */
    Reply list(Form form) {
        int limit = form.number("limit", 100);
        if (limit < 1 || limit > 1000) {
            return SlackReplies.error("invalid_limit");
        }
        List<String> names =
                ids.keySet().stream().filter(n -> n.startsWith("#")).sorted().toList();
        int from = form.number("cursor", 0);
        int to = Math.min(names.size(), from + limit);
        ArrayNode found = SlackReplies.array();
        for (String name : names.subList(Math.min(from, to), to)) {
            String id = String.valueOf(ids.get(name));
            SlackRoom room = rooms.get(id);
            found.addObject()
                    .put("id", id)
                    .put("name", name.substring(1))
                    .put("is_member", true)
                    .put("is_archived", room != null && room.archived())
                    .put("created", room == null ? 0 : room.created())
                    .put("creator", room == null ? "U0SOMEBODY" : BOT);
        }
        return SlackReplies.ok(node -> {
            node.set("channels", found);
            node.putObject("response_metadata").put("next_cursor", to < names.size() ? String.valueOf(to) : "");
        });
    }

    Reply opened(Form form) {
        String channel = find(form.get("users"));
        return channel == null
                ? SlackReplies.error("user_not_found")
                : SlackReplies.ok(node -> node.putObject("channel").put("id", channel));
    }
}
