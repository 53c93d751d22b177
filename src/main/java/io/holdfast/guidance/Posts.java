package io.holdfast.guidance;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Queue;
import io.holdfast.delivery.Audience;
import io.holdfast.delivery.Channel;
import io.holdfast.delivery.NewMessage;
import io.holdfast.delivery.Outbox;
import io.holdfast.incident.Incident;
import io.holdfast.playbook.Words;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts a queue's guidance into the outbox, as one post that is edited in place. */
@Component
class Posts {
    private final Outbox outbox;
    private final Words words;

    Posts(Outbox outbox, Words words) {
        this.outbox = outbox;
        this.words = words;
    }

    /**
     * How many have read what stands.
     *
     * @param of how many should
     */
    record Readers(int read, int of) {
        static final Readers NONE = new Readers(0, 0);
    }

    /** @return the message's id; null where the queue has no Slack channel and reads the board only */
    @Nullable
    Long put(Incident incident, Queue queue, Guidance.Block block, String reason, Catalog catalog, Readers readers) {
        if (queue.slackChannel() == null) {
            return null;
        }
        String locale = queue.locale();
        Instant next = block.nextWordAt();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("queue", queue.name());
        fields.put("broken", block.broken());
        fields.put("todo", block.todo());
        fields.put("say", block.say());
        fields.put("dont", block.dont());
        fields.put("works", block.works());
        fields.put("decides", block.decides());
        fields.put("incident", incident.key());
        fields.put("since", PublishGuidance.time(block.since(), block.changedAt(), catalog, locale));
        fields.put(
                "next",
                next == null
                        ? words.render("slack/guidance-no-next", locale, Map.of())
                        : words.render(
                                "slack/guidance-next",
                                locale,
                                Map.of("nextWord", PublishGuidance.time(next, block.changedAt(), catalog, locale))));
        String value = incident.key() + "/" + queue.id();
        String text = words.render("slack/guidance", locale, fields);
        // Who has read it is no news to those who read it.
        String readBy = readers.read() == 0
                ? ""
                : words.render("slack/guidance-read", locale, Map.of("read", (long) readers.read(), "of", (long)
                        readers.of()));
        return message(
                incident,
                queue,
                text,
                readBy,
                List.of(
                        new NewMessage.Button(
                                words.render("slack/guidance-got-it", locale, Map.of()), "got-it", value, true, null),
                        new NewMessage.Button(
                                words.render("slack/guidance-see-it", locale, Map.of()),
                                "see-it-too",
                                value,
                                false,
                                null),
                        new NewMessage.Button(
                                words.render("slack/guidance-not-here", locale, Map.of()),
                                "not-here",
                                value,
                                false,
                                null)),
                reason,
                block.factsVersion());
    }

    /** Back to normal, in place of the guidance. */
    void over(Incident incident, String queueId, Catalog catalog, Instant now, String reason) {
        Queue queue = catalog.queue(queueId).orElse(null);
        if (queue == null || queue.slackChannel() == null) {
            return;
        }
        String text = words.render(
                "slack/guidance-over",
                queue.locale(),
                Map.of(
                        "queue", queue.name(),
                        "at", PublishGuidance.time(now, now, catalog, queue.locale()),
                        "incident", incident.key()));
        long message = message(incident, queue, text, "", List.of(), reason, 0);
        incident.note(
                new io.holdfast.evidence.Actor.Self("guidance"),
                "guidance.withdrawn",
                "Guidance withdrawn for " + queue.name(),
                Map.of("queue", queue.id(), "message", message),
                Map.of());
    }

    private long message(
            Incident incident,
            Queue queue,
            String text,
            String footer,
            List<NewMessage.Button> buttons,
            String reason,
            int facts) {
        String channel = java.util.Objects.requireNonNull(queue.slackChannel());
        return outbox.put(new NewMessage(
                incident.world(),
                incident.key(),
                "guidance/" + queue.id(),
                NewMessage.Kind.GUIDANCE,
                incident.severity().number(),
                new Audience.Addresses(
                        List.of(new Audience.Address("channel:" + channel, Channel.SLACK, channel, queue.locale()))),
                List.of(new NewMessage.Text(Channel.SLACK, queue.locale(), text, buttons, footer)),
                true,
                false,
                null,
                null,
                false,
                reason,
                words.version(),
                facts));
    }
}
