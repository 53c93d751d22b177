package io.holdfast.updates;

import io.holdfast.audience.RefusedCountries;
import io.holdfast.audience.Subscribers;
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
import java.util.Set;
import java.util.stream.Stream;
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
    private final Subscribers subscribers;
    private final DecideUpdate policy;
    private final Words words;
    private final ObjectProvider<AgentsFirst> agents;

    Telling(
            Outbox outbox,
            Subscribers subscribers,
            DecideUpdate policy,
            Words words,
            ObjectProvider<AgentsFirst> agents) {
        this.outbox = outbox;
        this.subscribers = subscribers;
        this.policy = policy;
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
            Incident incident,
            String kind,
            Map<Channel, Map<String, String>> said,
            @Nullable Instant next,
            FactSheet sheet,
            String reason) {
        List<String> journeys =
                incident.journeys().stream().map(JourneyLights::journey).toList();
        List<String> regions = incident.scope().regions();
        Set<String> countries = subscribers
                .countries(incident.world(), new Audience.Subscribers(journeys, regions, null))
                .keySet();
        String policy = RefusedCountries.word(this.policy.refused(incident, kind, countries));
        put(incident, said, new Audience.Subscribers(journeys, regions, policy), false, next, sheet.version(), reason);
    }

    /** To those who were told earlier, and nobody else. */
    void toldEarlier(Incident incident, Map<Channel, Map<String, String>> said, int factsVersion, String reason) {
        put(incident, said, new Audience.ToldEarlier(), true, null, factsVersion, reason);
    }

    private void put(
            Incident incident,
            Map<Channel, Map<String, String>> said,
            Audience audience,
            boolean correction,
            @Nullable Instant next,
            int factsVersion,
            String reason) {
        Long after = agents.stream()
                .flatMap(a -> a.newestMessage(incident.key()).stream())
                .findFirst()
                .orElse(null);
        List<NewMessage.Text> all = said.entrySet().stream()
                .flatMap(e -> texts(e.getKey(), e.getValue()))
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

    private static Stream<NewMessage.Text> texts(Channel channel, Map<String, String> byLocale) {
        return byLocale.entrySet().stream().map(e -> new NewMessage.Text(channel, e.getKey(), e.getValue()));
    }
}
