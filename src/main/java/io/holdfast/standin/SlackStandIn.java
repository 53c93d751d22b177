package io.holdfast.standin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.standin.HttpFront.Call;
import io.holdfast.standin.HttpFront.Reply;
import io.holdfast.time.Times;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A strict Slack on the loopback address: channels, posts, edits, history and presses as the real one has them, its refusals as HTTP
 * 200 with {@code ok:false}. It remembers as long as its process lives.
 */
public final class SlackStandIn implements AutoCloseable {

    private static final String BOT = "U0HOLDFAST";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";

    private final ObjectMapper json = new ObjectMapper();
    private final String token;
    private final String signingSecret;
    private final boolean open;
    private final Times times;
    private final HttpFront front;
    private final Caller caller = new Caller();
    private final Map<String, String> channelIds = new ConcurrentHashMap<>();
    private final List<Post> posts = new ArrayList<>();
    private volatile @Nullable Fault outage;
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final Map<String, CompletableFuture<String>> answers = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong requests = new AtomicLong();
    private final Map<String, SlackRoom> rooms = new ConcurrentHashMap<>();
    private final Map<String, Queue<Fault>> faultsOf = new ConcurrentHashMap<>();
    private final Map<String, Long> triggers = new ConcurrentHashMap<>();
    private final Map<String, JsonNode> views = new ConcurrentHashMap<>();
    private final List<Whisper> whispers = new ArrayList<>();
    private final List<String> called = new ArrayList<>();
    private volatile Set<String> scopes = Set.of(
            "channels:history",
            "channels:manage",
            "channels:read",
            "chat:write",
            "commands",
            "groups:history",
            "groups:read",
            "im:history",
            "im:write",
            "pins:write");

    /** A post as the channel shows it; {@code edits} counts how often it was edited. */
    public record Post(
            String channel,
            String ts,
            String text,
            JsonNode blocks,
            @Nullable JsonNode metadata,
            int edits) {
        /** The key that Holdfast put into the metadata; empty for none. */
        public String key() {
            return metadata == null
                    ? ""
                    : metadata.path("event_payload").path("key").asText("");
        }
    }

    /** Something that only one user sees; {@code blocks} as JSON. */
    public record Whisper(String id, String channel, String user, String text, JsonNode blocks) {}

    /** What Holdfast answered to a press: the HTTP status, and the words the presser read. */
    public record Pressed(int status, Optional<String> words) {}

    /**
     * @param port 0 for a free one
     * @param open whether channels and users are made up as they are named, as the demo needs; else an unknown one is refused
     */
    public SlackStandIn(int port, String token, String signingSecret, boolean open, Times times) {
        this.token = token;
        this.signingSecret = signingSecret;
        this.open = open;
        this.times = times;
        this.front = new HttpFront("slack-stand-in", port, this::answer);
    }

    /** The Web API's base, for {@code holdfast.slack.api-url}. */
    public String apiUrl() {
        return "http://127.0.0.1:" + front.port() + "/api/";
    }

    /** Adds a channel with its name, {@code #floor-cards}, or a user by his id, and answers with the channel's id. */
    public String add(String name) {
        return channelIds.computeIfAbsent(
                name, n -> (n.startsWith("#") ? "C" : "D") + String.format("%010d", count.incrementAndGet()));
    }

    /** The next requests that post or edit go wrong so, in this order. */
    public void next(Fault... coming) {
        faults.addAll(List.of(coming));
    }

    /** From now on every call goes wrong so; null ends it. */
    public void outage(@Nullable Fault all) {
        outage = all;
    }

    /** All posts as they stand, oldest first. */
    public List<Post> posts() {
        synchronized (posts) {
            return List.copyOf(posts);
        }
    }

    /** Posts of one channel, named as in {@link #add}. */
    public List<Post> posts(String name) {
        String id = channelIds.getOrDefault(name, name);
        return posts().stream().filter(post -> post.channel().equals(id)).toList();
    }

    /** Deletes a post, as somebody in the channel may. */
    public void delete(String ts) {
        synchronized (posts) {
            posts.removeIf(post -> post.ts().equals(ts));
        }
    }

    /** How many requests to post or edit came in, whatever became of them. */
    public long requests() {
        return requests.get();
    }

    /**
     * A press as Slack sends it, not yet on the wire, so that it can be sent twice.
     *
     * @param id of the answer's address
     */
    public record Press(String id, String body, String type, String timestamp, String signature) {
        /** The same, signed anew as if it was sent at another time. */
        public Press at(long seconds, String secret) {
            String stamp = String.valueOf(seconds);
            return new Press(id, body, type, stamp, Signing.slack(secret, stamp, body));
        }
    }

    /** Makes a press of a button; {@code action} is its {@code action_id}. */
    public Press press(String channel, String ts, String action, String content, String user) {
        String id = "r" + count.incrementAndGet();
        ObjectNode payload = json.createObjectNode();
        payload.put("type", "block_actions").put("trigger_id", count.incrementAndGet() + ".1." + id);
        payload.putObject("user").put("id", user).put("username", user.toLowerCase(java.util.Locale.ROOT));
        payload.putObject("container")
                .put("type", "message")
                .put("message_ts", ts)
                .put("channel_id", channel);
        payload.putObject("channel").put("id", channel);
        payload.putObject("message").put("ts", ts);
        payload.put("response_url", "http://127.0.0.1:" + front.port() + "/response/" + id);
        payload.putArray("actions")
                .addObject()
                .put("type", "button")
                .put("action_id", action)
                .put("block_id", "actions")
                .put("value", content)
                .put("action_ts", stamp(times.real().toEpochMilli(), count.incrementAndGet()));
        Map<String, String> form = new LinkedHashMap<>();
        form.put("payload", payload.toString());
        return signed(id, new Form(form).encoded(), FORM);
    }

    private Press signed(String id, String body, String type) {
        String timestamp = String.valueOf(times.real().getEpochSecond());
        answers.put(id, new CompletableFuture<>());
        return new Press(id, body, type, timestamp, Signing.slack(signingSecret, timestamp, body));
    }

    /** A slash command as Slack sends it. */
    public Press command(String command, String text, String channel, String user) {
        String id = "r" + count.incrementAndGet();
        String trigger = count.incrementAndGet() + ".1." + id;
        triggers.put(trigger, times.real().toEpochMilli());
        Map<String, String> form = new LinkedHashMap<>();
        form.put("token", "not-looked-at");
        form.put("team_id", "T0STANDIN");
        form.put("team_domain", "stand-in");
        form.put("channel_id", channel);
        form.put("channel_name", "somewhere");
        form.put("user_id", user);
        form.put("user_name", user.toLowerCase(java.util.Locale.ROOT));
        form.put("command", command);
        form.put("text", text);
        form.put("api_app_id", "A0STANDIN");
        form.put("is_enterprise_install", "false");
        form.put("response_url", "http://127.0.0.1:" + front.port() + "/response/" + id);
        form.put("trigger_id", trigger);
        return signed(id, new Form(form).encoded(), FORM);
    }

    /** The form that this command opened, as its user sees it; empty while none is open. */
    public Optional<JsonNode> view(Press command) {
        return Optional.ofNullable(
                views.get(String.valueOf(Form.parse(command.body()).get("trigger_id"))));
    }

    /**
     * Fills an open form and sends it in.
     *
     * @param values by the block's id: one for a text, any number for choices
     */
    public Press submit(JsonNode view, Map<String, List<String>> values, String user) {
        String id = "r" + count.incrementAndGet();
        ObjectNode payload = json.createObjectNode().put("type", "view_submission");
        payload.putObject("user").put("id", user).put("username", user.toLowerCase(java.util.Locale.ROOT));
        payload.putObject("team").put("id", "T0STANDIN");
        payload.put("trigger_id", count.incrementAndGet() + ".1." + id);
        ObjectNode filled = view.deepCopy();
        ObjectNode state = filled.putObject("state").putObject("values");
        for (JsonNode block : view.path("blocks")) {
            JsonNode element = block.path("element");
            List<String> given = values.getOrDefault(block.path("block_id").asText(), List.of());
            ObjectNode field = state.putObject(block.path("block_id").asText())
                    .putObject(element.path("action_id").asText())
                    .put("type", element.path("type").asText());
            if (element.path("type").asText().equals("plain_text_input")) {
                field.put("value", given.isEmpty() ? null : given.get(0));
            } else {
                ArrayNode chosen = field.putArray("selected_options");
                for (JsonNode option : element.path("options")) {
                    if (given.contains(option.path("value").asText())) {
                        chosen.add(option);
                    }
                }
            }
        }
        payload.set("view", filled);
        payload.putArray("response_urls");
        Map<String, String> form = new LinkedHashMap<>();
        form.put("payload", payload.toString());
        return signed(id, new Form(form).encoded(), FORM);
    }

    /** Somebody posts in a channel: the event that Slack sends for it. */
    public Press said(String channel, String user, String text) {
        ObjectNode event = message(channel).put("user", user).put("text", text);
        return event(event.put("ts", stamp(times.real().toEpochMilli(), count.incrementAndGet())));
    }

    /** Somebody edits what he {@link #said}. */
    public Press edited(Press said, String text) {
        JsonNode before = event(said);
        ObjectNode now = before.deepCopy();
        now.put("text", text);
        now.remove("channel");
        ObjectNode event = message(before.path("channel").asText()).put("subtype", "message_changed");
        event.set("message", now);
        event.set("previous_message", before);
        return event(event.put("ts", stamp(times.real().toEpochMilli(), count.incrementAndGet())));
    }

    /** Somebody deletes what he {@link #said}. */
    public Press deleted(Press said) {
        JsonNode before = event(said);
        ObjectNode event = message(before.path("channel").asText()).put("subtype", "message_deleted");
        event.put("deleted_ts", before.path("ts").asText()).set("previous_message", before);
        return event(event.put("ts", stamp(times.real().toEpochMilli(), count.incrementAndGet())));
    }

    /** Slack's question whether this address is ours. */
    public Press challenge(String challenge) {
        ObjectNode body =
                json.createObjectNode().put("type", "url_verification").put("token", "not-looked-at");
        return signed(
                "r" + count.incrementAndGet(), body.put("challenge", challenge).toString(), JSON);
    }

    private ObjectNode message(String channel) {
        return json.createObjectNode()
                .put("type", "message")
                .put("channel", channel)
                .put("channel_type", "channel");
    }

    private Press event(ObjectNode event) {
        ObjectNode body = json.createObjectNode().put("type", "event_callback").put("token", "not-looked-at");
        body.put("team_id", "T0STANDIN").put("api_app_id", "A0STANDIN");
        body.put("event_id", "Ev" + count.incrementAndGet())
                .put("event_time", times.real().getEpochSecond());
        event.put("event_ts", event.path("ts").asText());
        body.set("event", event);
        return signed("r" + count.incrementAndGet(), body.toString(), JSON);
    }

    private JsonNode event(Press said) {
        return java.util.Objects.requireNonNull(read(said.body())).path("event");
    }

    /** Sends a call and does not wait for words: its HTTP status and body. */
    public Caller.Heard call(Press press, String url, Map<String, String> more) {
        Map<String, String> headers = new LinkedHashMap<>(more);
        headers.put("X-Slack-Request-Timestamp", press.timestamp());
        headers.put("X-Slack-Signature", press.signature());
        return caller.post(url, press.body(), press.type(), headers);
    }

    /** What only one user sees, oldest first: answers to commands and presses among them. */
    public List<Whisper> whispers() {
        synchronized (whispers) {
            return List.copyOf(whispers);
        }
    }

    /** Channels that were made through the API, by their names. */
    public Map<String, SlackRoom> rooms() {
        Map<String, SlackRoom> byName = new LinkedHashMap<>();
        rooms.values().forEach(room -> byName.put(room.name(), room));
        return byName;
    }

    /** Names of the methods that were called, oldest first. */
    public List<String> called() {
        synchronized (called) {
            return List.copyOf(called);
        }
    }

    /** The next calls of this method go wrong so, in this order. */
    public void nextOf(String method, Fault... coming) {
        faultsOf.computeIfAbsent(method, m -> new ConcurrentLinkedQueue<>()).addAll(List.of(coming));
    }

    /** The app has these scopes from now on. */
    public void grant(Set<String> granted) {
        scopes = Set.copyOf(granted);
    }

    /** Sends a press to this address and waits up to {@code seconds} for the words that come back. */
    public Pressed send(Press press, String url, int seconds) {
        Caller.Heard heard = call(press, url, Map.of());
        CompletableFuture<String> words = answers.getOrDefault(press.id(), new CompletableFuture<>());
        try {
            return new Pressed(heard.status(), Optional.of(words.get(seconds, TimeUnit.SECONDS)));
        } catch (TimeoutException | ExecutionException e) {
            return new Pressed(heard.status(), Optional.empty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Pressed(heard.status(), Optional.empty());
        }
    }

    private Reply answer(Call call) {
        if (call.path().startsWith("/response/")) {
            return response(call);
        }
        if (!call.path().startsWith("/api/")) {
            return Reply.json(404, "");
        }
        if (!("Bearer " + token).equals(call.header("authorization"))) {
            return error(call.header("authorization") == null ? "not_authed" : "invalid_auth", null);
        }
        String method = call.path().substring("/api/".length());
        synchronized (called) {
            called.add(method);
        }
        if (!SlackRules.known(method)) {
            return error("unknown_method", null);
        }
        String missing = SlackRules.missing(method, scopes);
        if (missing != null) {
            return Reply.json(
                    200,
                    json.createObjectNode()
                            .put("ok", false)
                            .put("error", "missing_scope")
                            .put("needed", missing)
                            .put("provided", String.join(",", scopes))
                            .toString());
        }
        Queue<Fault> coming = faultsOf.get(method);
        Fault fault = coming == null ? null : coming.poll();
        return fault == null ? answer(method, call) : faulty(fault, () -> answer(method, call));
    }

    private Reply answer(String method, Call call) {
        Form form = Form.parse(call.body());
        return switch (method) {
            case "auth.test" -> who();
            case "chat.postMessage", "chat.update" -> faulty(call, () -> write(form, method.equals("chat.update")));
            case "chat.postEphemeral" -> ephemeral(form);
            case "conversations.history" -> history(form);
            case "conversations.list" -> channels(form);
            case "conversations.open" -> opened(form);
            case "conversations.create" -> create(form);
            case "conversations.invite" -> invite(form);
            case "conversations.setTopic" -> topic(form);
            case "pins.add" -> pin(form);
            case "views.open" -> view(form);
            default -> error("unknown_method", null);
        };
    }

    private Reply who() {
        Reply reply = ok(node -> node.put("team", "Stand-in")
                .put("user", "holdfast")
                .put("user_id", BOT)
                .put("team_id", "T0STANDIN"));
        return new Reply(
                reply.status(), reply.contentType(), reply.body(), Map.of("X-OAuth-Scopes", String.join(",", scopes)));
    }

    private Reply ephemeral(Form form) {
        String channel = channel(form.get("channel"));
        if (channel == null) {
            return error("channel_not_found", null);
        }
        if (!form.has("user") || !form.has("text")) {
            return error(form.has("user") ? "no_text" : "invalid_arguments", null);
        }
        JsonNode blocks = read(form.get("blocks"));
        String fault = form.has("blocks") ? Blocks.fault(blocks) : null;
        if (fault != null) {
            return error("invalid_blocks", fault);
        }
        whisper("", channel, String.valueOf(form.get("user")), String.valueOf(form.get("text")), blocks);
        return ok(node -> node.put("message_ts", stamp(times.real().toEpochMilli(), count.incrementAndGet())));
    }

    private void whisper(String id, String channel, String user, String text, @Nullable JsonNode blocks) {
        synchronized (whispers) {
            whispers.add(new Whisper(id, channel, user, text, blocks == null ? json.createArrayNode() : blocks));
        }
    }

    private Reply create(Form form) {
        String name = form.get("name");
        String fault = SlackRules.channelName(name);
        if (fault != null) {
            return error(fault, null);
        }
        synchronized (rooms) {
            if (channelIds.containsKey("#" + name)) {
                return error("name_taken", null);
            }
            String id = add("#" + name);
            long created = times.real().getEpochSecond();
            rooms.put(id, new SlackRoom(id, String.valueOf(name), created, "", List.of(), List.of(), false));
            return ok(node -> node.putObject("channel")
                    .put("id", id)
                    .put("name", name)
                    .put("created", created)
                    .put("creator", BOT)
                    .put("is_channel", true)
                    .put("is_member", true));
        }
    }

    private Reply invite(Form form) {
        String users = form.get("users");
        if (users == null || users.isEmpty()) {
            return error("no_user", null);
        }
        return change(form, room -> {
            List<String> members = new ArrayList<>(room.members());
            for (String user : users.split(",")) {
                if (user.equals(BOT)) {
                    return error("cant_invite_self", null);
                } else if (!user.matches("[UW][A-Z0-9]{2,20}")) {
                    return error("user_not_found", null);
                } else if (members.contains(user)) {
                    return error("already_in_channel", null);
                }
                members.add(user);
            }
            rooms.put(room.id(), room.with(room.topic(), members, room.pinned()));
            return ok(node -> node.putObject("channel").put("id", room.id()));
        });
    }

    private Reply topic(Form form) {
        String text = String.valueOf(form.get("topic"));
        if (text.length() > 250) {
            return error("too_long", null);
        }
        return change(form, room -> {
            rooms.put(room.id(), room.with(text, room.members(), room.pinned()));
            return ok(node -> node.put("topic", text));
        });
    }

    private Reply pin(Form form) {
        String ts = form.get("timestamp");
        return change(form, room -> {
            synchronized (posts) {
                if (ts == null || place(room.id(), ts) < 0) {
                    return error(ts == null ? "no_item_specified" : "message_not_found", null);
                }
            }
            if (room.pinned().contains(ts)) {
                return error("already_pinned", null);
            }
            List<String> pinned = new ArrayList<>(room.pinned());
            pinned.add(ts);
            rooms.put(room.id(), room.with(room.topic(), room.members(), pinned));
            return ok(node -> {});
        });
    }

    private Reply change(Form form, java.util.function.Function<SlackRoom, Reply> work) {
        synchronized (rooms) {
            SlackRoom room = rooms.get(String.valueOf(form.get("channel")));
            if (room == null) {
                return error("channel_not_found", null);
            }
            return room.archived() ? error("is_archived", null) : work.apply(room);
        }
    }

    private Reply view(Form form) {
        String trigger = String.valueOf(form.get("trigger_id"));
        Long made = triggers.remove(trigger);
        if (made == null) {
            return error(views.containsKey(trigger) ? "exchanged_trigger_id" : "invalid_trigger_id", null);
        }
        if (times.real().toEpochMilli() - made > 3_000) {
            return error("expired_trigger_id", null);
        }
        JsonNode view = read(form.get("view"));
        String fault = SlackRules.view(view);
        if (fault != null || view == null) {
            return error("invalid_arguments", fault);
        }
        ObjectNode shown = view.deepCopy();
        shown.put("id", "V" + count.incrementAndGet()).put("hash", "1." + trigger.hashCode());
        views.put(trigger, shown);
        return ok(node -> node.set("view", shown));
    }

    private Reply response(Call call) {
        try {
            String id = call.path().substring("/response/".length());
            CompletableFuture<String> words = answers.get(id);
            JsonNode said = json.readTree(call.body());
            String fault = said.has("blocks") ? Blocks.fault(said.path("blocks")) : null;
            if (fault != null) {
                return Reply.json(400, "invalid_blocks");
            }
            if (words != null) {
                whisper(id, "", "", said.path("text").asText(), said.path("blocks"));
                words.complete(said.path("text").asText());
            }
            return new Reply(words == null ? 404 : 200, "text/plain", words == null ? "" : "ok", Map.of());
        } catch (JsonProcessingException e) {
            return Reply.json(400, "");
        }
    }

    private Reply faulty(Call call, java.util.function.Supplier<Reply> work) {
        requests.incrementAndGet();
        if (!call.isForm()) {
            return error("invalid_form_data", null);
        }
        Fault fault = outage != null ? outage : faults.poll();
        return fault == null ? work.get() : faulty(fault, work);
    }

    private Reply faulty(Fault fault, java.util.function.Supplier<Reply> work) {
        return switch (fault.kind()) {
            case DROP_BEFORE_ACCEPT -> Reply.cut();
            case STATUS -> {
                Integer after = fault.retryAfter();
                yield new Reply(
                        fault.status(),
                        "application/json",
                        fault.status() == 429 ? "{\"ok\":false,\"error\":\"ratelimited\"}" : "",
                        after == null ? Map.of() : Map.of("Retry-After", after.toString()));
            }
            case REFUSE -> error(String.valueOf(fault.code()), null);
            case DROP_AFTER_ACCEPT -> {
                java.util.Objects.requireNonNull(work.get());
                yield Reply.cut();
            }
            case SLOW -> {
                Reply reply = work.get();
                java.util.concurrent.locks.LockSupport.parkNanos(fault.slow().toNanos());
                yield reply;
            }
        };
    }

    private Reply write(Form form, boolean update) {
        String channel = channel(form.get("channel"));
        if (channel == null) {
            return error("channel_not_found", null);
        }
        String text = form.get("text");
        JsonNode blocks = read(form.get("blocks"));
        if (!form.has("text") || text == null) {
            return error("no_text", null);
        }
        if (text.length() > 40_000) {
            return error("msg_too_long", null);
        }
        if (form.has("blocks")) {
            String fault = Blocks.fault(blocks);
            if (fault != null) {
                return error("invalid_blocks", fault);
            }
        }
        JsonNode metadata = read(form.get("metadata"));
        if (form.has("metadata")
                && (metadata == null
                        || !metadata.path("event_type").isTextual()
                        || !metadata.path("event_payload").isObject())) {
            return error("invalid_metadata_format", null);
        }
        JsonNode shown = blocks == null ? json.createArrayNode() : blocks;
        synchronized (posts) {
            String ts = form.get("ts");
            if (!update) {
                ts = stamp(times.real().toEpochMilli(), count.incrementAndGet());
                posts.add(new Post(channel, ts, text, shown, metadata, 0));
            } else {
                int place = place(channel, ts);
                if (place < 0) {
                    return error("message_not_found", null);
                }
                Post before = posts.get(place);
                posts.set(place, new Post(channel, before.ts(), text, shown, metadata, before.edits() + 1));
            }
            String stamp = String.valueOf(ts);
            return ok(node -> {
                node.put("channel", channel).put("ts", stamp).put("text", text);
                node.putObject("message").put("ts", stamp).put("text", text).put("type", "message");
            });
        }
    }

    private int place(String channel, @Nullable String ts) {
        for (int i = 0; i < posts.size(); i++) {
            if (posts.get(i).channel().equals(channel) && posts.get(i).ts().equals(ts)) {
                return i;
            }
        }
        return -1;
    }

    private Reply history(Form form) {
        String channel = form.get("channel");
        if (channel == null || !channelIds.containsValue(channel)) {
            return error("channel_not_found", null);
        }
        boolean inclusive = "1".equals(form.get("inclusive")) || "true".equals(form.get("inclusive"));
        boolean withMetadata =
                "1".equals(form.get("include_all_metadata")) || "true".equals(form.get("include_all_metadata"));
        double oldest = form.has("oldest") ? Double.parseDouble(String.valueOf(form.get("oldest"))) : 0;
        double latest = form.has("latest") ? Double.parseDouble(String.valueOf(form.get("latest"))) : Double.MAX_VALUE;
        int limit = form.has("limit") ? Integer.parseInt(String.valueOf(form.get("limit"))) : 100;
        if (limit < 1 || limit > 999) {
            return error("invalid_limit", null);
        }
        ArrayNode found = json.createArrayNode();
        List<Post> all = posts();
        for (int i = all.size() - 1; i >= 0 && found.size() < limit; i--) {
            Post post = all.get(i);
            double at = Double.parseDouble(post.ts());
            boolean inside = inclusive ? at >= oldest && at <= latest : at > oldest && at < latest;
            if (post.channel().equals(channel) && inside) {
                ObjectNode node = found.addObject()
                        .put("type", "message")
                        .put("ts", post.ts())
                        .put("text", post.text());
                if (withMetadata && post.metadata() != null) {
                    node.set("metadata", post.metadata());
                }
            }
        }
        return ok(node -> {
            node.set("messages", found);
            node.put("has_more", false);
        });
    }

    /** In pages of at most as many as were asked for, as the real one gives them. */
    private Reply channels(Form form) {
        int limit = form.has("limit") ? Integer.parseInt(String.valueOf(form.get("limit"))) : 100;
        if (limit < 1 || limit > 1000) {
            return error("invalid_limit", null);
        }
        List<String> names = channelIds.keySet().stream()
                .filter(n -> n.startsWith("#"))
                .sorted()
                .toList();
        int from = form.has("cursor") ? Integer.parseInt(String.valueOf(form.get("cursor"))) : 0;
        int to = Math.min(names.size(), from + limit);
        ArrayNode found = json.createArrayNode();
        for (String name : names.subList(Math.min(from, to), to)) {
            String id = String.valueOf(channelIds.get(name));
            SlackRoom room = rooms.get(id);
            found.addObject()
                    .put("id", id)
                    .put("name", name.substring(1))
                    .put("is_member", true)
                    .put("is_archived", room != null && room.archived())
                    .put("created", room == null ? 0 : room.created())
                    .put("creator", room == null ? "U0SOMEBODY" : BOT);
        }
        return ok(node -> {
            node.set("channels", found);
            node.putObject("response_metadata").put("next_cursor", to < names.size() ? String.valueOf(to) : "");
        });
    }

    private Reply opened(Form form) {
        String user = form.get("users");
        String channel = user == null ? null : channel(user);
        return channel == null
                ? error("user_not_found", null)
                : ok(node -> node.putObject("channel").put("id", channel));
    }

    private @Nullable String channel(@Nullable String named) {
        if (named == null || named.isEmpty()) {
            return null;
        }
        if (channelIds.containsValue(named)) {
            return named;
        }
        String id = channelIds.get(named);
        if (id == null) {
            id = channelIds.get("#" + named);
        }
        return id == null && open && named.matches("#[a-z0-9_-]{1,80}|[UWCD][A-Z0-9]{2,20}") ? add(named) : id;
    }

    private @Nullable JsonNode read(@Nullable String text) {
        try {
            return text == null || text.isEmpty() ? null : json.readTree(text);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private Reply ok(java.util.function.Consumer<ObjectNode> fill) {
        ObjectNode node = json.createObjectNode().put("ok", true);
        fill.accept(node);
        return Reply.json(200, node.toString());
    }

    private Reply error(String word, @Nullable String detail) {
        ObjectNode node = json.createObjectNode().put("ok", false).put("error", word);
        if (detail != null) {
            node.putObject("response_metadata").putArray("messages").add("[ERROR] " + detail);
        }
        return Reply.json(200, node.toString());
    }

    private static String stamp(long millis, long number) {
        return String.format("%d.%06d", millis / 1000, (millis % 1000) * 1000 + number % 1000);
    }

    /** The channel's id of a name; {@code NoSuchElementException} where it is unknown. */
    public String channelId(String name) {
        String id = channel(name);
        if (id == null) {
            throw new NoSuchElementException("The stand-in has no channel " + name);
        }
        return id;
    }

    @Override
    public void close() {
        front.close();
    }
}
