package io.holdfast.delivery;

import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.request.views.ViewsOpenRequest;
import com.slack.api.methods.response.views.ViewsOpenResponse;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewState;
import io.holdfast.people.People;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Opens forms, beside the call that asked for them: Slack takes the trigger for three seconds, and wants its answer in as many. */
@Component
class SlackModals {
    private static final Logger log = LoggerFactory.getLogger(SlackModals.class);

    private final ObjectProvider<ModalHandler> handlers;
    private final People people;
    private final SlackWire wire;
    private final Vendors vendors;
    private final SlackWords words;
    private final ExecutorService opening = Executors.newFixedThreadPool(4, task -> {
        Thread thread = new Thread(task, "slack-forms");
        thread.setDaemon(true);
        return thread;
    });

    SlackModals(
            ObjectProvider<ModalHandler> handlers, People people, SlackWire wire, Vendors vendors, SlackWords words) {
        this.handlers = handlers;
        this.people = people;
        this.wire = wire;
        this.vendors = vendors;
        this.words = words;
    }

    /** What was typed where the form was asked for, carried along so that its answer finds the way back. */
    record Origin(String channel, String responseUrl) {}

    /** A form as it came back. */
    record Filled(String word, String channel, String responseUrl, Map<String, List<String>> answers) {}

    boolean opens(String word) {
        return handler(word).isPresent();
    }

    Optional<ModalHandler> handler(String word) {
        return handlers.stream().filter(h -> h.word().equals(word)).findFirst();
    }

    void open(SlashCommandPayload typed) {
        opening.execute(() -> {
            Said instead = opened(typed);
            if (!instead.parts().isEmpty()) {
                vendors.chat().whisper(typed.getResponseUrl(), typed.getChannelId(), typed.getUserId(), instead);
            }
        });
    }

    private Said opened(SlashCommandPayload typed) {
        String word = SlackCommands.word(Objects.requireNonNullElse(typed.getText(), ""));
        try {
            if (people.bySlack(typed.getUserId()).isEmpty()) {
                return words.stranger(typed.getUserId());
            }
            ModalHandler.Modal modal = handler(word).orElseThrow().modal();
            String origin = InboundActs.json(new Origin(typed.getChannelId(), typed.getResponseUrl()));
            wire.http().begin();
            ViewsOpenResponse response = wire.methods()
                    .viewsOpen(ViewsOpenRequest.builder()
                            .triggerId(typed.getTriggerId())
                            .view(SlackViews.of(modal, word, origin))
                            .build());
            if (response.isOk()) {
                return new Said(List.of());
            }
            log.error("Slack does not open the form '{}' ({}); who asked is told so", word, response.getError());
        } catch (IOException | SlackApiException | RuntimeException e) {
            log.error("The form '{}' could not be opened; who asked is told so", word, e);
        }
        return words.said("slack/form-failed", Map.of());
    }

    static Filled filled(View view) {
        Map<String, List<String>> answers = new LinkedHashMap<>();
        view.getState()
                .getValues()
                .forEach((block, fields) -> fields.values().forEach(value -> {
                    List<String> given = given(value);
                    if (!given.isEmpty()) {
                        answers.put(block, given);
                    }
                }));
        Origin origin =
                view.getPrivateMetadata() == null || view.getPrivateMetadata().isEmpty()
                        ? new Origin("", "")
                        : InboundActs.read(view.getPrivateMetadata(), Origin.class);
        return new Filled(view.getCallbackId(), origin.channel(), origin.responseUrl(), answers);
    }

    private static List<String> given(ViewState.Value value) {
        if (value.getSelectedOptions() != null) {
            return value.getSelectedOptions().stream()
                    .map(ViewState.SelectedOption::getValue)
                    .toList();
        }
        if (value.getSelectedOption() != null) {
            return List.of(value.getSelectedOption().getValue());
        }
        return value.getValue() == null || value.getValue().isBlank() ? List.of() : List.of(value.getValue());
    }

    @PreDestroy
    void end() {
        opening.shutdown();
    }
}
