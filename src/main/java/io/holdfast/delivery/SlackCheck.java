package io.holdfast.delivery;

import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.request.auth.AuthTestRequest;
import com.slack.api.methods.request.chat.ChatPostMessageRequest;
import com.slack.api.methods.request.conversations.ConversationsListRequest;
import com.slack.api.methods.response.auth.AuthTestResponse;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.methods.response.conversations.ConversationsListResponse;
import com.slack.api.model.Conversation;
import com.slack.api.model.ConversationType;
import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Queue;
import io.holdfast.catalog.Team;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.World;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Looks whether Slack is set up: token, scopes, channels, what comes in, and a message to whoever asks. It posts by itself and not by
 * the outbox, since it is asked for this very moment; nothing depends on what it says.
 */
@Component
public class SlackCheck {
    /** What the app needs, as docs/slack-app-manifest.yaml asks for it. */
    static final Set<String> SCOPES = Set.of(
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

    private final SlackWire wire;
    private final MethodsClient methods;
    private final SlackSettings settings;
    private final SlackProof proof;
    private final RoomTroubles troubles;
    private final Playbooks playbooks;
    private final SlackWords words;

    SlackCheck(
            SlackWire wire,
            SlackSettings settings,
            SlackProof proof,
            RoomTroubles troubles,
            Playbooks playbooks,
            SlackWords words) {
        this.wire = wire;
        this.methods = wire.methods();
        this.settings = settings;
        this.proof = proof;
        this.troubles = troubles;
        this.playbooks = playbooks;
        this.words = words;
    }

    /**
     * What was found of one piece.
     *
     * @param piece {@code Token}
     * @param said what is so, or what is wrong and what would mend it
     */
    public record Finding(String piece, boolean good, String said) {}

    /**
     * Looks at each piece, and posts to this user what it found.
     *
     * @param slackUser of whoever asks; null where he has none
     */
    public List<Finding> check(@Nullable String slackUser) {
        List<Finding> found = new ArrayList<>();
        if (token(found)) {
            channels(found);
        }
        rooms(found);
        found.add(proof.finding());
        found.add(message(slackUser, found));
        return found;
    }

    private boolean token(List<Finding> found) {
        try {
            wire.http().begin();
            AuthTestResponse us = methods.authTest(AuthTestRequest.builder().build());
            if (!us.isOk()) {
                found.add(new Finding(
                        "Token",
                        false,
                        "Slack refuses it (" + us.getError()
                                + "): set holdfast.slack.bot-token to the app's bot token"));
                return false;
            }
            String local = settings.local() ? " This is the local stand-in: no bot token is set." : "";
            found.add(new Finding(
                    "Token", true, "Slack knows us as " + us.getUser() + " of " + us.getTeam() + "." + local));
            Set<String> granted = granted(us);
            Set<String> missing = new TreeSet<>(SCOPES);
            missing.removeAll(granted);
            found.add(
                    granted.isEmpty()
                            ? new Finding("Scopes", false, "Slack does not say which scopes the app has")
                            : missing.isEmpty()
                                    ? new Finding("Scopes", true, "All " + SCOPES.size() + " are granted")
                                    : new Finding(
                                            "Scopes",
                                            false,
                                            "Missing: " + String.join(", ", missing)
                                                    + ". Add them at the app's 'OAuth & Permissions', and install it again"));
            return true;
        } catch (IOException | SlackApiException e) {
            found.add(new Finding("Token", false, "Slack is not reached at " + wire.apiUrl() + ": " + e.getMessage()));
            return false;
        }
    }

    private static Set<String> granted(AuthTestResponse us) {
        Set<String> granted = new TreeSet<>();
        Map<String, List<String>> headers = us.getHttpResponseHeaders();
        if (headers != null) {
            headers.forEach((name, values) -> {
                if (name.equalsIgnoreCase("x-oauth-scopes")) {
                    values.forEach(value -> granted.addAll(List.of(value.split("\\s*,\\s*"))));
                }
            });
        }
        return granted;
    }

    private void channels(List<Finding> found) {
        Catalog catalog = playbooks.current(World.LIVE).catalog();
        Set<String> wanted = new TreeSet<>();
        catalog.queues().stream()
                .map(Queue::slackChannel)
                .filter(Objects::nonNull)
                .forEach(wanted::add);
        catalog.teams().stream()
                .map(Team::channel)
                .filter(c -> c != null && !c.isBlank())
                .forEach(wanted::add);
        Map<String, Boolean> there = new LinkedHashMap<>();
        try {
            String cursor = "";
            do {
                wire.http().begin();
                ConversationsListResponse page = methods.conversationsList(ConversationsListRequest.builder()
                        .types(List.of(ConversationType.PUBLIC_CHANNEL, ConversationType.PRIVATE_CHANNEL))
                        .excludeArchived(true)
                        .limit(500)
                        .cursor(cursor)
                        .build());
                if (!page.isOk()) {
                    found.add(new Finding("Channels", false, "Slack does not list them: " + page.getError()));
                    return;
                }
                for (Conversation channel : page.getChannels()) {
                    there.put("#" + channel.getName(), channel.isMember());
                }
                cursor = page.getResponseMetadata() == null
                        ? ""
                        : Objects.requireNonNullElse(page.getResponseMetadata().getNextCursor(), "");
            } while (!cursor.isEmpty());
        } catch (IOException | SlackApiException e) {
            found.add(new Finding("Channels", false, "Slack does not list them: " + e.getMessage()));
            return;
        }
        Set<String> without = wanted.stream()
                .filter(c -> c.startsWith("#") && !Boolean.TRUE.equals(there.get(c)))
                .collect(Collectors.toCollection(TreeSet::new));
        found.add(
                without.isEmpty()
                        ? new Finding("Channels", true, "We are in all " + wanted.size() + " that the playbook names")
                        : new Finding(
                                "Channels",
                                false,
                                "We are not in " + String.join(", ", without)
                                        + ": make them, and /invite the app there"));
    }

    private void rooms(List<Finding> found) {
        List<String> standing = troubles.standing();
        found.add(
                !settings.incidentChannels()
                        ? new Finding(
                                "Incident channels", true, "Switched off by holdfast.slack.incident-channels=false")
                        : standing.isEmpty()
                                ? new Finding("Incident channels", true, "Nothing was refused")
                                : new Finding("Incident channels", false, String.join(" · ", standing)));
    }

    private Finding message(@Nullable String user, List<Finding> found) {
        if (user == null) {
            return new Finding(
                    "Message to you", false, "Your account has no Slack user id: enter it on the page of your account");
        }
        List<String> lines = found.stream()
                .map(f -> (f.good() ? "✓ " : "✗ ") + f.piece() + ": " + f.said())
                .toList();
        try {
            wire.http().begin();
            ChatPostMessageResponse sent = methods.chatPostMessage(ChatPostMessageRequest.builder()
                    .channel(user)
                    .text(words.render("slack/set-up-check", Map.of("lines", lines)))
                    .build());
            return sent.isOk()
                    ? new Finding("Message to you", true, "Sent: look into Slack")
                    : new Finding("Message to you", false, "Slack refuses it: " + sent.getError());
        } catch (IOException | SlackApiException e) {
            return new Finding("Message to you", false, "Slack did not take it: " + e.getMessage());
        }
    }
}
