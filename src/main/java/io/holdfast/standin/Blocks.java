package io.holdfast.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Slack's limits on blocks, as its reference states them. */
final class Blocks {

    private Blocks() {}

    /** What is wrong with these blocks; null where nothing is. */
    static @Nullable String fault(@Nullable JsonNode blocks) {
        if (blocks == null || !blocks.isArray()) {
            return "blocks is a JSON array";
        }
        if (blocks.size() > 50) {
            return "no more than 50 blocks";
        }
        for (JsonNode block : blocks) {
            String fault = switch (block.path("type").asText()) {
                case "section" -> text(block.path("text"), "mrkdwn", 3000);
                case "header" -> text(block.path("text"), "plain_text", 150);
                case "context" -> block.path("elements").size() > 10 ? "no more than 10 context elements" : null;
                case "divider" -> null;
                case "actions" -> actions(block.path("elements"));
                default -> "unsupported type: " + block.path("type").asText();
            };
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    private static @Nullable String text(JsonNode text, String type, int most) {
        String content = text.path("text").asText();
        if (!text.path("type").asText().equals(type)) {
            return "text must be " + type;
        }
        return content.isEmpty() || content.length() > most ? "text must be 1 to " + most + " characters" : null;
    }

    private static @Nullable String actions(JsonNode elements) {
        if (elements.isEmpty() || elements.size() > 25) {
            return "actions must have 1 to 25 elements";
        }
        Set<String> ids = new HashSet<>();
        for (JsonNode element : elements) {
            String label = text(element.path("text"), "plain_text", 75);
            String id = element.path("action_id").asText();
            String style = element.path("style").asText("");
            if (!element.path("type").asText().equals("button")) {
                return "only buttons here";
            } else if (label != null) {
                return label;
            } else if (id.isEmpty() || id.length() > 255 || !ids.add(id)) {
                return "action_id must be unique within a block and 1 to 255 characters";
            } else if (element.path("value").asText("").length() > 2000) {
                return "value must be at most 2000 characters";
            } else if (!style.isEmpty() && !style.equals("primary") && !style.equals("danger")) {
                return "style must be primary or danger";
            } else if (element.has("url") && !element.path("url").asText().matches("https?://.{1,2990}")) {
                return "url must be a URL of at most 3000 characters";
            }
        }
        return null;
    }
}
