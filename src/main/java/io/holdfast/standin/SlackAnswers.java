package io.holdfast.standin;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.standin.HttpFront.Call;
import io.holdfast.standin.HttpFront.Reply;
import io.holdfast.standin.SlackStandIn.Whisper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What only one user sees: ephemeral posts, and answers to what he typed or pressed, which come to an address of its own. */
final class SlackAnswers {
    private static final String PATH = "/response/";

    private final SlackChannels channels;
    private final SlackStamps stamps;
    private final Map<String, CompletableFuture<String>> awaited = new ConcurrentHashMap<>();
    private final List<Whisper> whispers = new ArrayList<>();

    SlackAnswers(SlackChannels channels, SlackStamps stamps) {
        this.channels = channels;
        this.stamps = stamps;
    }

    static boolean at(String path) {
        return path.startsWith(PATH);
    }

    static String path(String id) {
        return PATH + id;
    }

    void await(String id) {
        awaited.put(id, new CompletableFuture<>());
    }

    /** The words that came for it within this time. */
    Optional<String> words(String id, int seconds) {
        try {
            return Optional.of(
                    awaited.getOrDefault(id, new CompletableFuture<>()).get(seconds, TimeUnit.SECONDS));
        } catch (TimeoutException | ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    List<Whisper> whispers() {
        synchronized (whispers) {
            return List.copyOf(whispers);
        }
    }

    Reply ephemeral(Form form) {
        String channel = channels.find(form.get("channel"));
        if (channel == null) {
            return SlackReplies.error("channel_not_found");
        }
        if (!form.has("user") || !form.has("text")) {
            return SlackReplies.error(form.has("user") ? "no_text" : "invalid_arguments");
        }
        JsonNode blocks = SlackReplies.read(form.get("blocks"));
        String fault = form.has("blocks") ? Blocks.fault(blocks) : null;
        if (fault != null) {
            return SlackReplies.error("invalid_blocks", fault);
        }
        whisper("", channel, String.valueOf(form.get("user")), String.valueOf(form.get("text")), blocks);
        return SlackReplies.ok(node -> node.put("message_ts", stamps.stamp()));
    }

    Reply response(Call call) {
        String id = call.path().substring(PATH.length());
        CompletableFuture<String> words = awaited.get(id);
        JsonNode said = SlackReplies.read(call.body());
        if (said == null) {
            return Reply.json(400, "");
        }
        if (said.has("blocks") && Blocks.fault(said.path("blocks")) != null) {
            return Reply.json(400, "invalid_blocks");
        }
        if (words != null) {
            whisper(id, "", "", said.path("text").asText(), said.path("blocks"));
            words.complete(said.path("text").asText());
        }
        return new Reply(words == null ? 404 : 200, "text/plain", words == null ? "" : "ok", Map.of());
    }

    private void whisper(String id, String channel, String user, String text, @Nullable JsonNode blocks) {
        synchronized (whispers) {
            whispers.add(new Whisper(id, channel, user, text, blocks == null ? SlackReplies.array() : blocks));
        }
    }
}
