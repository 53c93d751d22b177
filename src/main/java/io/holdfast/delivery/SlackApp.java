package io.holdfast.delivery;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.request.Request;
import com.slack.api.bolt.request.RequestHeaders;
import com.slack.api.bolt.response.Response;
import com.slack.api.bolt.util.SlackRequestParser;
import com.slack.api.model.event.MessageChangedEvent;
import com.slack.api.model.event.MessageDeletedEvent;
import com.slack.api.model.event.MessageEvent;
import com.slack.api.model.event.ReactionAddedEvent;
import io.holdfast.delivery.InboundRows.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Bolt, which reads what Slack sends and shapes what it is answered. Whether a call is Slack's was asked before: none of Bolt's own
 * checks run, since they ask Slack who we are in the middle of a call that must be answered within three seconds.
 */
@Component
class SlackApp {
    private static final Logger log = LoggerFactory.getLogger(SlackApp.class);
    private static final String PIN = "pushpin";
    private static final Pattern ANY = Pattern.compile("[\\s\\S]+");

    private final InboundRows rows;
    private final InboundWorker worker;
    private final SlackModals modals;
    private final RoomNotes notes;
    private final App app;
    private final SlackRequestParser parser;

    SlackApp(
            SlackWire wire,
            SlackAccount account,
            InboundRows rows,
            InboundWorker worker,
            SlackModals modals,
            RoomNotes notes) {
        this.rows = rows;
        this.worker = worker;
        this.modals = modals;
        this.notes = notes;
        AppConfig config = AppConfig.builder()
                .slack(wire.http().slack())
                .signingSecret(account.signingSecret())
                .singleTeamBotToken(wire.token())
                // An event that nobody here asked for is taken all the same: refused, Slack would send it three times
                // more.
                .unmatchedRequestHandler(request -> Response.ok())
                .build();
        this.app = new App(config, new ArrayList<>());
        this.parser = new SlackRequestParser(config);
        app.command(ANY, (request, context) -> {
            typed(request.getPayload());
            return context.ack();
        });
        app.blockAction(ANY, (request, context) -> {
            pressed(request.getPayload());
            return context.ack();
        });
        app.viewSubmission(ANY, (request, context) -> {
            submitted(request.getPayload());
            return context.ack();
        });
        app.event(MessageEvent.class, (payload, context) -> {
            MessageEvent event = payload.getEvent();
            if (event.getBotId() == null) {
                heard(
                        payload.getEventId(),
                        "said",
                        event.getUser(),
                        event.getChannel(),
                        event.getTs(),
                        event.getText());
            }
            return context.ack();
        });
        app.event(MessageChangedEvent.class, (payload, context) -> {
            MessageChangedEvent.Message now = payload.getEvent().getMessage();
            if (now != null && now.getBotId() == null) {
                heard(
                        payload.getEventId(),
                        "changed",
                        now.getUser(),
                        payload.getEvent().getChannel(),
                        now.getTs(),
                        now.getText());
            }
            return context.ack();
        });
        app.event(ReactionAddedEvent.class, (payload, context) -> {
            ReactionAddedEvent event = payload.getEvent();
            ReactionAddedEvent.Item item = event.getItem();
            if (PIN.equals(event.getReaction()) && item != null && "message".equals(item.getType())) {
                heard(payload.getEventId(), "marked", event.getUser(), item.getChannel(), item.getTs(), "");
            }
            return context.ack();
        });
        app.event(MessageDeletedEvent.class, (payload, context) -> {
            MessageDeletedEvent event = payload.getEvent();
            MessageDeletedEvent.Message before = event.getPreviousMessage();
            heard(
                    payload.getEventId(),
                    "deleted",
                    before == null ? null : before.getUser(),
                    event.getChannel(),
                    event.getDeletedTs(),
                    "");
            return context.ack();
        });
    }

    /** Answers a call that has proved itself. */
    InboundSlack.Reply run(byte[] body, Map<String, List<String>> headers) {
        Request<?> request;
        try {
            request = parser.parse(SlackRequestParser.HttpRequest.builder()
                    .requestUri("/slack/events")
                    .queryString(Map.of())
                    .headers(new RequestHeaders(headers))
                    .requestBody(new String(body, StandardCharsets.UTF_8))
                    .remoteAddress("")
                    .build());
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("The call is signed, and yet nothing that Slack's own SDK can read", e);
        }
        if (request == null) {
            throw new IllegalArgumentException(
                    "Slash commands, buttons, forms and events are understood here, and this is none of them");
        }
        try {
            Response response = app.run(request);
            return new InboundSlack.Reply(
                    Objects.requireNonNullElse(response.getStatusCode(), 200),
                    response.getContentType(),
                    Objects.requireNonNullElse(response.getBody(), ""));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void typed(SlashCommandPayload payload) {
        String text = NoteText.typed(Objects.requireNonNullElse(payload.getText(), ""));
        if (modals.opens(SlackCommands.word(text))) {
            modals.open(payload);
            return;
        }
        store(
                "slack:command:" + payload.getTriggerId(),
                Kind.COMMAND,
                payload.getUserId(),
                payload.getChannelId(),
                Map.of("text", text),
                payload.getResponseUrl());
    }

    private void pressed(BlockActionPayload payload) {
        BlockActionPayload.Container container = payload.getContainer();
        String channel = payload.getChannel() != null
                ? payload.getChannel().getId()
                : container == null ? null : container.getChannelId();
        String ts = payload.getMessage() != null
                ? payload.getMessage().getTs()
                : container == null ? null : container.getMessageTs();
        for (BlockActionPayload.Action action : payload.getActions()) {
            if (action.getUrl() != null || action.getActionId().startsWith("open:")) {
                continue;
            }
            Map<String, String> press = new LinkedHashMap<>();
            press.put("action", action.getActionId());
            press.put("value", Objects.requireNonNullElse(action.getValue(), ""));
            press.put("ts", Objects.requireNonNullElse(ts, ""));
            String id = payload.getUser().getId() + " " + ts + " " + action.getActionId() + " " + action.getActionTs();
            store(
                    "slack:" + Digests.of(id),
                    Kind.PRESS,
                    payload.getUser().getId(),
                    channel,
                    press,
                    payload.getResponseUrl());
        }
    }

    private void submitted(ViewSubmissionPayload payload) {
        SlackModals.Filled filled = SlackModals.filled(payload.getView());
        store(
                "slack:form:" + payload.getView().getId(),
                Kind.FORM,
                payload.getUser().getId(),
                filled.channel(),
                Map.of("word", filled.word(), "answers", filled.answers()),
                filled.responseUrl());
    }

    private void heard(
            String id,
            String what,
            @Nullable String user,
            @Nullable String channel,
            @Nullable String ts,
            @Nullable String text) {
        if (user == null || channel == null || ts == null) {
            return;
        }
        RoomNotes.Post post = new RoomNotes.Post(what, ts, Objects.requireNonNullElse(text, ""));
        if (notes.wants(channel, post)) {
            store("slack:event:" + id, post.marked() ? Kind.MARK : Kind.POST, user, channel, post, "");
        }
    }

    private void store(
            String id, Kind kind, String user, @Nullable String channel, Object body, @Nullable String responseUrl) {
        boolean fresh = rows.store(
                id,
                kind,
                user,
                Objects.requireNonNullElse(channel, ""),
                InboundActs.json(body),
                Objects.requireNonNullElse(responseUrl, ""));
        if (fresh) {
            worker.wake();
        } else {
            log.info("Slack repeated {}; it was taken before and is not acted on again", id);
        }
    }
}
