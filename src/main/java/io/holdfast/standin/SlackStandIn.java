package io.holdfast.standin;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.time.Times;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A strict Slack on the loopback address: channels, posts, threads, edits, history and presses as the real one has them, its refusals
 * as HTTP 200 with {@code ok:false}. It remembers as long as its process lives.
 */
public final class SlackStandIn implements AutoCloseable {
    private final SlackChannels channels;
    private final SlackPosts posts;
    private final SlackAnswers answers;
    private final SlackForms forms;
    private final SlackFaults faults = new SlackFaults();
    private final SlackApi api;
    private final SlackCalls calls;
    private final SlackEvents events;
    private final Caller caller = new Caller();
    private final HttpFront front;

    /**
     * A post as the channel shows it.
     *
     * @param edits how often it was edited
     * @param thread the stamp of the post that it is a reply to; null where it stands in the channel itself
     * @param user who posted it
     */
    public record Post(
            String channel,
            String ts,
            String text,
            JsonNode blocks,
            @Nullable JsonNode metadata,
            int edits,
            @Nullable String thread,
            String user) {
        /** The key that Holdfast put into the metadata; empty for none. */
        public String key() {
            return metadata == null
                    ? ""
                    : metadata.path("event_payload").path("key").asText("");
        }

        Post saying(String other) {
            return new Post(channel, ts, other, blocks, metadata, edits + 1, thread, user);
        }
    }

    /** Something that only one user sees; {@code blocks} as JSON. */
    public record Whisper(String id, String channel, String user, String text, JsonNode blocks) {}

    /** What Holdfast answered to a press: the HTTP status, and the words the presser read. */
    public record Pressed(int status, Optional<String> words) {}

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

    /**
     * @param port 0 for a free one
     * @param open whether channels and users are made up as they are named, as the demo needs; else an unknown one is refused
     */
    public SlackStandIn(int port, String token, String signingSecret, boolean open, Times times) {
        SlackStamps stamps = new SlackStamps(times);
        channels = new SlackChannels(open, stamps);
        posts = new SlackPosts(channels, stamps);
        answers = new SlackAnswers(channels, stamps);
        forms = new SlackForms(stamps);
        api = new SlackApi(token, channels, posts, answers, forms, faults);
        calls = new SlackCalls(signingSecret, this::origin, stamps, answers, forms);
        events = new SlackEvents(calls, posts, stamps);
        front = new HttpFront("slack-stand-in", port, api::answer);
    }

    private String origin() {
        return "http://127.0.0.1:" + front.port();
    }

    /** The Web API's base, for {@code holdfast.slack.api-url}. */
    public String apiUrl() {
        return origin() + "/api/";
    }

    /** Adds a channel with its name, {@code #floor-cards}, or a user by his id, and answers with the channel's id. */
    public String add(String name) {
        return channels.add(name);
    }

    /** The channel's id of a name; {@code NoSuchElementException} where it is unknown. */
    public String channelId(String name) {
        String id = channels.find(name);
        if (id == null) {
            throw new NoSuchElementException("The stand-in has no channel " + name);
        }
        return id;
    }

    /** Channels that were made through the API, by their names. */
    public Map<String, SlackRoom> rooms() {
        return channels.rooms();
    }

    /** The next requests that post or edit go wrong so, in this order. */
    public void next(Fault... coming) {
        faults.next(coming);
    }

    /** The next calls of this method go wrong so, in this order. */
    public void nextOf(String method, Fault... coming) {
        faults.nextOf(method, coming);
    }

    /** From now on every call goes wrong so; null ends it. */
    public void outage(@Nullable Fault all) {
        faults.outage(all);
    }

    /** From now on every call of this method goes wrong so; null ends it. */
    public void outage(String method, @Nullable Fault all) {
        faults.outage(method, all);
    }

    /** The app has these scopes from now on. */
    public void grant(Set<String> granted) {
        api.grant(granted);
    }

    /** Names of the methods that were called, oldest first. */
    public List<String> called() {
        return api.called();
    }

    /** How many requests to post or edit came in, whatever became of them. */
    public long requests() {
        return api.requests();
    }

    /** The app's posts as they stand in the channels, without replies, oldest first. */
    public List<Post> posts() {
        return posts.all().stream()
                .filter(p -> p.thread() == null && p.user().equals(SlackChannels.BOT))
                .toList();
    }

    /** The app's posts in one channel, named as in {@link #add}. */
    public List<Post> posts(String name) {
        String id = channels.idOrSame(name);
        return posts().stream().filter(post -> post.channel().equals(id)).toList();
    }

    /** The app's replies in the thread of a post, oldest first. */
    public List<Post> replies(String ts) {
        return posts.all().stream()
                .filter(p -> ts.equals(p.thread()) && p.user().equals(SlackChannels.BOT))
                .toList();
    }

    /** Deletes a post, as somebody in the channel may. */
    public void delete(String ts) {
        posts.delete(ts);
    }

    /** Makes a press of a button; {@code action} is its {@code action_id}. */
    public Press press(String channel, String ts, String action, String content, String user) {
        return calls.press(channel, ts, action, content, user);
    }

    /** A slash command as Slack sends it. */
    public Press command(String command, String text, String channel, String user) {
        return calls.command(command, text, channel, user);
    }

    /** The form that this command opened, as its user sees it; empty while none is open. */
    public Optional<JsonNode> view(Press command) {
        return forms.view(Form.parse(command.body()).get("trigger_id"));
    }

    /**
     * Fills an open form and sends it in.
     *
     * @param values by the block's id: one for a text, any number for choices
     */
    public Press submit(JsonNode view, Map<String, List<String>> values, String user) {
        return calls.submit(view, values, user);
    }

    /** Somebody posts in a channel: the event that Slack sends for it. */
    public Press said(String channel, String user, String text) {
        return events.said(channel, user, text, null);
    }

    /** Somebody replies in the thread of a post. */
    public Press replied(String channel, String thread, String user, String text) {
        return events.said(channel, user, text, thread);
    }

    /** The stamp of what somebody {@link #said}. */
    public String ts(Press said) {
        return events.ts(said);
    }

    /** Somebody edits what he {@link #said}. */
    public Press edited(Press said, String text) {
        return events.edited(said, text);
    }

    /** Somebody deletes what he {@link #said}. */
    public Press deleted(Press said) {
        return events.deleted(said);
    }

    /**
     * Somebody adds a reaction to a post: Slack tells it only to an app that may read reactions.
     *
     * @param reaction its name, {@code pushpin}
     */
    public Press reacted(String channel, String ts, String reaction, String user) {
        if (!api.granted("reactions:read")) {
            throw new IllegalStateException("The app lacks reactions:read, so Slack tells it of no reaction");
        }
        Post post = posts.find(channel, ts);
        return events.reacted(channel, ts, reaction, user, post == null ? null : post.user());
    }

    /** Slack's question whether this address is ours. */
    public Press challenge(String challenge) {
        return calls.challenge(challenge);
    }

    /** Sends a call and does not wait for words: its HTTP status and body. */
    public Caller.Heard call(Press press, String url, Map<String, String> more) {
        Map<String, String> headers = new LinkedHashMap<>(more);
        headers.put("X-Slack-Request-Timestamp", press.timestamp());
        headers.put("X-Slack-Signature", press.signature());
        return caller.post(url, press.body(), press.type(), headers);
    }

    /** Sends a press to this address and waits up to {@code seconds} for the words that come back. */
    public Pressed send(Press press, String url, int seconds) {
        Caller.Heard heard = call(press, url, Map.of());
        return new Pressed(heard.status(), answers.words(press.id(), seconds));
    }

    /** What only one user sees, oldest first: answers to commands and presses among them. */
    public List<Whisper> whispers() {
        return answers.whispers();
    }

    @Override
    public void close() {
        front.close();
    }
}
