package io.holdfast.detect;

import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Light;
import io.holdfast.catalog.Verdict;
import io.holdfast.delivery.Channel;
import io.holdfast.incident.JourneyLights;
import io.holdfast.incident.Scope;
import io.holdfast.playbook.Words;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** An incident's title, in the customer's terms: by the worst light of the first journey that it hits. */
@Component
class Titles {
    private static final Logger log = LoggerFactory.getLogger(Titles.class);
    private final Words words;

    Titles(Words words) {
        this.words = words;
    }

    /** @param alerted dependencies that conditions name; they say what is wrong where no journey is hit */
    String of(Graph graph, Scope scope, List<JourneyLights> journeys, List<String> alerted) {
        boolean texts =
                journeys.isEmpty() && alerted.stream().anyMatch(d -> OwnChannels.carries(graph, d, Channel.SMS));
        Light worst = journeys.isEmpty() ? Light.COMPLETION : worst(journeys.get(0));
        Map<String, Object> fields = new HashMap<>();
        fields.put("texts", texts);
        fields.put("somewhere", !scope.regions().isEmpty());
        fields.put("regions", String.join(", ", scope.regions()));
        for (Light light : Light.values()) {
            fields.put(light.id(), light == worst);
        }
        String locale = graph.catalog().locales().get(0);
        try {
            return Texts.bounded(words.render("status/title", locale, fields), 400);
        } catch (RuntimeException e) {
            log.warn("The title's template does not render; the journey's own words stand in for it", e);
            return journeys.stream()
                    .flatMap(j -> graph.catalog().journey(j.journey()).stream())
                    .map(Journey::name)
                    .findFirst()
                    .orElse(graph.catalog().house());
        }
    }

    private static Light worst(JourneyLights lights) {
        Verdict worst = lights.worst();
        for (Light light : Light.values()) {
            if (lights.of(light) == worst) {
                return light;
            }
        }
        return Light.COMPLETION;
    }
}
