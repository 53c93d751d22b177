package io.holdfast.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.slack.api.methods.MethodsClient;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The app that we ship asks Slack for what the code uses: no scope is missing, and none is asked for in vain. */
class SlackManifestTest {
    private static final Path BASE = Path.of(System.getProperty("holdfast.basedir", "."));

    /** As Slack's reference has it, for the kinds of channels that we post to. */
    private static final Map<String, Set<String>> SCOPES = Map.ofEntries(
            Map.entry("authTest", Set.of()),
            Map.entry("chatPostMessage", Set.of("chat:write")),
            Map.entry("chatUpdate", Set.of("chat:write")),
            Map.entry("chatPostEphemeral", Set.of("chat:write")),
            Map.entry("conversationsHistory", Set.of("channels:history", "groups:history", "im:history")),
            Map.entry("conversationsReplies", Set.of("channels:history", "groups:history", "im:history")),
            Map.entry("conversationsList", Set.of("channels:read", "groups:read")),
            Map.entry("conversationsOpen", Set.of("im:write")),
            Map.entry("conversationsCreate", Set.of("channels:manage")),
            Map.entry("conversationsInvite", Set.of("channels:manage")),
            Map.entry("conversationsSetTopic", Set.of("channels:manage")),
            Map.entry("pinsAdd", Set.of("pins:write")),
            Map.entry("viewsOpen", Set.of()));

    /** What Slack tells of an event only with. */
    private static final Map<String, String> EVENTS =
            Map.of("message.channels", "channels:history", "reaction_added", "reactions:read");

    private static JsonNode manifest() throws IOException {
        return new YAMLMapper()
                .readTree(BASE.resolve("docs/slack-app-manifest.yaml").toFile());
    }

    private static Set<String> calledMethods() throws IOException {
        Set<String> known = Arrays.stream(MethodsClient.class.getMethods())
                .map(Method::getName)
                .collect(Collectors.toSet());
        Set<String> called = new TreeSet<>();
        try (Stream<Path> files = Files.walk(BASE.resolve("src/main/java"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                String source = Files.readString(file);
                if (source.contains("com.slack.api.methods.")) {
                    Matcher call = Pattern.compile("\\.([a-z]+[A-Z]\\w*)\\(").matcher(source);
                    while (call.find()) {
                        if (known.contains(call.group(1))) {
                            called.add(call.group(1));
                        }
                    }
                }
            }
        }
        return called;
    }

    @Test
    void theScopesAreThoseOfTheMethodsThatTheCodeCalls() throws IOException {
        Set<String> called = calledMethods();
        assertThat(called).isEqualTo(new TreeSet<>(SCOPES.keySet()));
        Set<String> wanted = new TreeSet<>(Set.of("commands"));
        called.forEach(method -> wanted.addAll(SCOPES.getOrDefault(method, Set.of())));
        wanted.addAll(EVENTS.values());
        Set<String> asked = new TreeSet<>();
        manifest().at("/oauth_config/scopes/bot").forEach(scope -> asked.add(scope.asText()));
        assertThat(asked).isEqualTo(wanted).isEqualTo(new TreeSet<>(SlackCheck.SCOPES));
    }

    @Test
    void commandButtonsFormsAndEventsAllComeToTheOneAddress() throws IOException {
        JsonNode manifest = manifest();
        assertThat(manifest.at("/features/slash_commands/0/command").asText()).isEqualTo("/holdfast");
        assertThat(manifest.at("/settings/interactivity/is_enabled").asBoolean())
                .isTrue();
        Set<String> events = new TreeSet<>();
        manifest.at("/settings/event_subscriptions/bot_events").forEach(event -> events.add(event.asText()));
        assertThat(events).isEqualTo(EVENTS.keySet());
        assertThat(Stream.of(
                                "/features/slash_commands/0/url",
                                "/settings/event_subscriptions/request_url",
                                "/settings/interactivity/request_url")
                        .map(place -> manifest.at(place).asText()))
                .allMatch(url -> url.endsWith("/slack/events"));
    }
}
