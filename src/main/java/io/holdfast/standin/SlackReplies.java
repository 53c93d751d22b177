package io.holdfast.standin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.standin.HttpFront.Reply;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The shape of Slack's answers: HTTP 200 whether it agrees or refuses. */
final class SlackReplies {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SlackReplies() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static ArrayNode array() {
        return JSON.createArrayNode();
    }

    /** JSON in a field of a form; null where there is none, or none that can be read. */
    static @Nullable JsonNode read(@Nullable String text) {
        try {
            return text == null || text.isEmpty() ? null : JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    static Reply ok(Consumer<ObjectNode> fill) {
        ObjectNode node = object().put("ok", true);
        fill.accept(node);
        return Reply.json(200, node.toString());
    }

    static Reply error(String word) {
        return error(word, null);
    }

    static Reply error(String word, @Nullable String detail) {
        ObjectNode node = object().put("ok", false).put("error", word);
        if (detail != null) {
            node.putObject("response_metadata").putArray("messages").add("[ERROR] " + detail);
        }
        return Reply.json(200, node.toString());
    }
}
