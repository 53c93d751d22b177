package io.holdfast.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What Slack's reference demands of a method: its scopes, and how names, forms and answers must look. */
final class SlackRules {

    /** One of a method's scopes is enough, as for reading a list of public or of private channels. */
    private static final Map<String, List<String>> SCOPES = Map.ofEntries(
            Map.entry("auth.test", List.of()),
            Map.entry("chat.postMessage", List.of("chat:write")),
            Map.entry("chat.update", List.of("chat:write")),
            Map.entry("chat.postEphemeral", List.of("chat:write")),
            Map.entry("conversations.history", List.of("channels:history", "groups:history", "im:history")),
            Map.entry("conversations.replies", List.of("channels:history", "groups:history", "im:history")),
            Map.entry("conversations.list", List.of("channels:read", "groups:read")),
            Map.entry("conversations.open", List.of("im:write")),
            Map.entry("conversations.create", List.of("channels:manage")),
            Map.entry("conversations.invite", List.of("channels:manage")),
            Map.entry("conversations.setTopic", List.of("channels:manage")),
            Map.entry("pins.add", List.of("pins:write")),
            Map.entry("views.open", List.of()));

    /** What an app may be granted of which something here makes use. */
    static final Set<String> EVERYTHING = Set.of(
            "channels:history",
            "channels:manage",
            "channels:read",
            "chat:write",
            "commands",
            "groups:history",
            "groups:read",
            "im:history",
            "im:write",
            "pins:write",
            "reactions:read");

    private SlackRules() {}

    static boolean known(String method) {
        return SCOPES.containsKey(method);
    }

    /** The scope that is missing for this method; null where none is. */
    static @Nullable String missing(String method, Set<String> granted) {
        List<String> wanted = SCOPES.getOrDefault(method, List.of());
        return wanted.isEmpty() || wanted.stream().anyMatch(granted::contains) ? null : wanted.get(0);
    }

    /** What is wrong with a channel's name; null where nothing is. */
    static @Nullable String channelName(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return "invalid_name_required";
        }
        if (name.length() > 80) {
            return "invalid_name_maxlength";
        }
        return name.matches("[a-z0-9_-]*[a-z0-9][a-z0-9_-]*") ? null : "invalid_name_specials";
    }

    /** What is wrong with this form; null where nothing is. */
    static @Nullable String view(@Nullable JsonNode view) {
        if (view == null || !view.path("type").asText().equals("modal")) {
            return "view must be a modal";
        }
        for (String part : List.of("title", "submit", "close")) {
            String text = view.path(part).path("text").asText();
            if (!view.path(part).path("type").asText().equals("plain_text") || text.isEmpty() || text.length() > 24) {
                return part + " must be plain_text of 1 to 24 characters";
            }
        }
        if (view.path("callback_id").asText().length() > 255
                || view.path("private_metadata").asText().length() > 3000) {
            return "callback_id and private_metadata must be at most 255 and 3000 characters";
        }
        if (view.path("blocks").isEmpty() || view.path("blocks").size() > 100) {
            return "blocks must be 1 to 100";
        }
        Set<String> ids = new HashSet<>();
        for (JsonNode block : view.path("blocks")) {
            String fault = input(block);
            if (fault == null && !ids.add(block.path("block_id").asText())) {
                fault = "block_id must be unique";
            }
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    private static @Nullable String input(JsonNode block) {
        JsonNode element = block.path("element");
        String label = block.path("label").path("text").asText();
        if (!block.path("type").asText().equals("input")) {
            return "only input blocks here";
        } else if (label.isEmpty() || label.length() > 2000) {
            return "label must be 1 to 2000 characters";
        } else if (element.path("action_id").asText().isEmpty()) {
            return "action_id is missing";
        }
        return switch (element.path("type").asText()) {
            case "plain_text_input" ->
                element.path("max_length").asInt(1) > 3000 ? "max_length must be at most 3000" : null;
            case "static_select", "multi_static_select" -> options(element.path("options"));
            default -> "unsupported element: " + element.path("type").asText();
        };
    }

    private static @Nullable String options(JsonNode options) {
        if (options.isEmpty() || options.size() > 100) {
            return "options must be 1 to 100";
        }
        for (JsonNode option : options) {
            int text = option.path("text").path("text").asText().length();
            int content = option.path("value").asText().length();
            if (text < 1 || text > 75 || content < 1 || content > 150) {
                return "an option's text must be 1 to 75 characters, its value 1 to 150";
            }
        }
        return null;
    }
}
