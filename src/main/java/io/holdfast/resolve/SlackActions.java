package io.holdfast.resolve;

import io.holdfast.catalog.Catalog;
import io.holdfast.delivery.Audience;
import io.holdfast.delivery.Channel;
import io.holdfast.delivery.NewMessage;
import io.holdfast.delivery.Outbox;
import io.holdfast.playbook.Playbooks;
import io.holdfast.playbook.Words;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Slack messages of modes: put into the outbox once per step; the outbox sees that they arrive. */
@Component
class SlackActions {
    private final Outbox outbox;
    private final Words words;
    private final Playbooks playbooks;
    private final TransactionTemplate transaction;

    SlackActions(Outbox outbox, Words words, Playbooks playbooks, TransactionTemplate transaction) {
        this.outbox = outbox;
        this.words = words;
        this.playbooks = playbooks;
        this.transaction = transaction;
    }

    ActionOutcome put(ActionCall call) {
        String stream = "action/" + call.key();
        String channel = Objects.requireNonNull(call.action().to());
        transaction.executeWithoutResult(tx -> {
            String topic = (call.incident() == null ? "house" : call.incident()) + "/" + stream;
            if (outbox.progress(call.world(), topic).isEmpty()) {
                outbox.put(message(call, stream, channel));
            }
        });
        return ActionOutcome.done("Told " + channel);
    }

    private NewMessage message(ActionCall call, String stream, String channel) {
        Catalog catalog = playbooks.current(call.world()).catalog();
        String locale = catalog.locales().get(0);
        Map<String, String> say =
                call.undo() ? call.action().back().say() : call.action().say();
        String body = words.render(
                "slack/mode-action",
                locale,
                Map.of(
                        "say",
                        say.getOrDefault(locale, ""),
                        "incident",
                        call.incident() == null ? "" : call.incident()));
        return new NewMessage(
                call.world(),
                call.incident(),
                stream,
                NewMessage.Kind.GUIDANCE,
                2,
                new Audience.Addresses(
                        List.of(new Audience.Address("channel:" + channel, Channel.SLACK, channel, locale))),
                List.of(new NewMessage.Text(Channel.SLACK, locale, body)),
                false,
                false,
                null,
                null,
                true,
                "a step of a fallback",
                words.version(),
                0);
    }
}
