package io.holdfast.updates;

import io.holdfast.delivery.Audience;
import io.holdfast.delivery.Channel;
import io.holdfast.delivery.NewMessage;
import io.holdfast.delivery.Outbox;
import io.holdfast.facts.FactSheet;
import io.holdfast.incident.Incident;
import io.holdfast.incident.JourneyLights;
import io.holdfast.playbook.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Puts texts to customers into the outbox. */
@Component
class Telling {
    static final String STREAM = "customer";
    /** A text that promises 09:20 is still worth reading a little later, and not long after. */
    private static final Duration SLACK = Duration.ofMinutes(2);

    private final Outbox outbox;
    private final Words words;
    private final ObjectProvider<AgentsFirst> agents;

    Telling(Outbox outbox, Words words, ObjectProvider<AgentsFirst> agents) {
        this.outbox = outbox;
        this.words = words;
        this.agents = agents;
    }

    static String topic(Incident incident) {
        return incident.key() + "/" + STREAM;
    }

    boolean anybody(Incident incident) {
        return outbox.anybodyTold(incident.world(), topic(incident));
    }

    void withdraw(Incident incident, String because) {
        outbox.withdraw(incident.world(), topic(incident), because);
    }

    /** To everybody whom it touches and who agreed to it, after the agents. */
    void everybody(
            Incident incident, Map<String, String> texts, @Nullable Instant next, FactSheet sheet, String reason) {
        put(
                incident,
                texts,
                new Audience.Subscribers(
                        incident.journeys().stream().map(JourneyLights::journey).toList(),
                        incident.scope().regions(),
                        null),
                false,
                next,
                sheet.version(),
                reason);
    }

    /** To those who were told earlier, and nobody else. */
    void toldEarlier(Incident incident, Map<String, String> texts, int factsVersion, String reason) {
        put(incident, texts, new Audience.ToldEarlier(), true, null, factsVersion, reason);
    }

    private void put(
            Incident incident,
            Map<String, String> texts,
            Audience audience,
            boolean correction,
            @Nullable Instant next,
            int factsVersion,
            String reason) {
        Long after = agents.stream()
                .flatMap(a -> a.newestMessage(incident.key()).stream())
                .findFirst()
                .orElse(null);
        List<NewMessage.Text> all = texts.entrySet().stream()
                .map(e -> new NewMessage.Text(Channel.SMS, e.getKey(), e.getValue()))
                .toList();
        outbox.put(new NewMessage(
                incident.world(),
                incident.key(),
                STREAM,
                NewMessage.Kind.UPDATE,
                incident.severity().number(),
                audience,
                all,
                false,
                correction,
                after,
                next == null ? null : next.plus(SLACK),
                false,
                reason,
                words.version(),
                factsVersion));
    }
}
