package io.holdfast.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.standin.HttpFront.Reply;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Forms that are opened by a trigger, once and within three seconds, and filled in. */
final class SlackForms {
    private static final long TRIGGER_LIVES = 3_000;

    private final SlackStamps stamps;
    private final Map<String, Long> triggers = new ConcurrentHashMap<>();
    private final Map<String, JsonNode> views = new ConcurrentHashMap<>();

    SlackForms(SlackStamps stamps) {
        this.stamps = stamps;
    }

    void trigger(String trigger) {
        triggers.put(trigger, stamps.millis());
    }

    Optional<JsonNode> view(@Nullable String trigger) {
        return Optional.ofNullable(views.get(String.valueOf(trigger)));
    }

    Reply open(Form form) {
        String trigger = String.valueOf(form.get("trigger_id"));
        Long made = triggers.remove(trigger);
        if (made == null) {
            return SlackReplies.error(views.containsKey(trigger) ? "exchanged_trigger_id" : "invalid_trigger_id");
        }
        if (stamps.millis() - made > TRIGGER_LIVES) {
            return SlackReplies.error("expired_trigger_id");
        }
        JsonNode view = SlackReplies.read(form.get("view"));
        String fault = SlackRules.view(view);
        if (fault != null || view == null) {
            return SlackReplies.error("invalid_arguments", fault);
        }
        ObjectNode shown = view.deepCopy();
        shown.put("id", "V" + stamps.next()).put("hash", "1." + trigger.hashCode());
        views.put(trigger, shown);
        return SlackReplies.ok(node -> node.set("view", shown));
    }

    /** The form as Slack sends it in. */
    static ObjectNode filled(JsonNode view, Map<String, List<String>> values) {
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
        return filled;
    }
}
