package io.holdfast.api;

import io.holdfast.delivery.MessageLog;
import io.holdfast.delivery.NewMessage;
import io.holdfast.incident.Incidents;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What was told. */
@RestController
class MessagesController {
    private final MessageLog messages;
    private final Incidents incidents;

    MessagesController(MessageLog messages, Incidents incidents) {
        this.messages = messages;
        this.incidents = incidents;
    }

    record TextView(String channel, String locale, String text) {}

    record MessageView(
            long id,
            String topic,
            int version,
            String kind,
            String state,
            List<String> channels,
            String audience,
            List<TextView> texts,
            int factsVersion,
            String reason,
            Instant at,
            Map<String, Long> counts) {}

    @GetMapping("/api/incidents/{key}/messages")
    Page<MessageView> of(@PathVariable String key) {
        if (incidents.find(key).filter(i -> i.world().isLive()).isEmpty()) {
            throw new NoSuchElementException("There is no incident " + key);
        }
        return Page.whole(
                messages.of(key).stream().map(MessagesController::view).toList());
    }

    static MessageView view(MessageLog.Sent m) {
        return new MessageView(
                m.id(),
                m.topic(),
                m.version(),
                m.kind().name().toLowerCase(Locale.ROOT),
                m.state(),
                m.texts().stream()
                        .map(NewMessage.Text::channel)
                        .distinct()
                        .map(c -> c.id())
                        .toList(),
                m.audience(),
                m.texts().stream()
                        .map(t -> new TextView(t.channel().id(), t.locale(), t.body()))
                        .toList(),
                m.factsVersion(),
                m.reason(),
                m.at(),
                m.counts());
    }
}
