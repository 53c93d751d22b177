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
    public record Press(String id, String body, String timestamp, String signature) {}

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
        String body = new Form(form).encoded();
        String timestamp = String.valueOf(times.real().getEpochSecond());
        answers.put(id, new CompletableFuture<>());
        return new Press(id, body, timestamp, Signing.slack(signingSecret, timestamp, body));
    }

    /** Sends a press to this address and waits up to {@code seconds} for the words that come back. */
    public Pressed send(Press press, String url, int seconds) {
        Caller.Heard heard = caller.post(
                url,
                press.body(),
                Map.of("X-Slack-Request-Timestamp", press.timestamp(), "X-Slack-Signature", press.signature()));
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
        Form form = Form.parse(call.body());
        return switch (method) {
            case "auth.test" ->
                ok(node -> node.put("team", "Stand-in").put("user", "holdfast").put("user_id", "U0HOLDFAST"));
            case "chat.postMessage", "chat.update" -> faulty(call, () -> write(form, method.equals("chat.update")));
            case "chat.postEphemeral" ->
                form.has("channel") && form.has("user")
                        ? ok(node ->
                                node.put("message_ts", stamp(times.real().toEpochMilli(), count.incrementAndGet())))
                        : error("invalid_arguments", null);
            case "conversations.history" -> history(form);
            case "conversations.list" -> channels();
            case "conversations.open" -> opened(form);
            default -> error("unknown_method", null);
        };
    }

    private Reply response(Call call) {
        try {
            CompletableFuture<String> words = answers.get(call.path().substring("/response/".length()));
            if (words != null) {
                words.complete(json.readTree(call.body()).path("text").asText());
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
        if (fault == null) {
            return work.get();
        }
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

    private Reply channels() {
        ArrayNode found = json.createArrayNode();
        channelIds.forEach((name, id) -> {
            if (name.startsWith("#")) {
                found.addObject().put("id", id).put("name", name.substring(1)).put("is_member", true);
            }
        });
        return ok(node -> {
            node.set("channels", found);
            node.putObject("response_metadata").put("next_cursor", "");
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
