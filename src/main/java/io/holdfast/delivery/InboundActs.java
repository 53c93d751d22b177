package io.holdfast.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.holdfast.delivery.InboundRows.Inbound;
import io.holdfast.people.Member;
import io.holdfast.people.People;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Hands what came in from Slack to whoever registered for it. Called in a transaction. */
@Component
class InboundActs {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ObjectProvider<ButtonHandler> buttons;
    private final SlackModals modals;
    private final SlackCommands commands;
    private final RoomNotes notes;
    private final People people;
    private final SlackWords words;

    InboundActs(
            ObjectProvider<ButtonHandler> buttons,
            SlackModals modals,
            SlackCommands commands,
            RoomNotes notes,
            People people,
            SlackWords words) {
        this.buttons = buttons;
        this.modals = modals;
        this.commands = commands;
        this.notes = notes;
        this.people = people;
        this.words = words;
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static <T> T read(String json, Class<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("It was stored otherwise than it is read", e);
        }
    }

    /** @return what the person is answered; empty where he is told nothing */
    Optional<Said> act(Inbound in) {
        JsonNode body = read(in.body(), JsonNode.class);
        return switch (in.kind()) {
            case PRESS -> Optional.of(pressed(in, body));
            case COMMAND -> Optional.of(commands.ran(in, body.path("text").asText()));
            case FORM -> Optional.of(submitted(in, body));
            case POST, MARK -> notes.heard(in, read(in.body(), RoomNotes.Post.class));
        };
    }

    private Said pressed(Inbound in, JsonNode body) {
        // Where a block has the same action twice, the second one carries its number behind a '~'.
        String action = body.path("action").asText().replaceFirst("~[0-9]+$", "");
        ButtonHandler.Press press = new ButtonHandler.Press(
                in.id(),
                action,
                body.path("value").asText(),
                in.slackUser(),
                in.channel(),
                body.path("ts").asText(),
                in.receivedAt());
        return buttons.stream()
                .filter(h -> h.actions().contains(action))
                .findFirst()
                .map(h -> Said.words(h.pressed(press)))
                .orElseGet(() -> words.said("slack/button-gone", Map.of()));
    }

    private Said submitted(Inbound in, JsonNode body) {
        Optional<Member> by = people.bySlack(in.slackUser());
        if (by.isEmpty()) {
            return words.stranger(in.slackUser());
        }
        Map<String, List<String>> answers = new LinkedHashMap<>();
        body.path("answers").fields().forEachRemaining(answer -> {
            List<String> values = new ArrayList<>();
            answer.getValue().forEach(each -> values.add(each.asText()));
            answers.put(answer.getKey(), values);
        });
        return modals.handler(body.path("word").asText())
                .map(h -> h.submitted(by.get(), answers))
                .orElseGet(() -> words.said("slack/button-gone", Map.of()));
    }
}
