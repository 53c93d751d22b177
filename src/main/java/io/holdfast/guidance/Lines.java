package io.holdfast.guidance;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Mode;
import io.holdfast.catalog.Queue;
import io.holdfast.facts.FactSheet;
import io.holdfast.facts.FactWords;
import io.holdfast.incident.Incident;
import io.holdfast.incident.JourneyLights;
import io.holdfast.people.People;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Writes what one incident changes for one queue: the words of the mode that is on, else of the journey. */
@Component
class Lines {
    private final FactWords words;
    private final People people;

    Lines(FactWords words, People people) {
        this.words = words;
        this.people = people;
    }

    /** The block; empty where the incident does not touch this queue. */
    Optional<Guidance.Block> of(
            Incident incident, Queue queue, Catalog catalog, List<Mode> modes, FactSheet facts, Instant now) {
        List<Journey> hit = new ArrayList<>();
        for (JourneyLights lights : incident.journeys()) {
            if (queue.journeys().contains(lights.journey())) {
                catalog.journey(lights.journey()).ifPresent(hit::add);
            }
        }
        if (hit.isEmpty()
                || !meet(queue.regions(), incident.scope().regions())
                || !meet(queue.channels(), incident.scope().channels())) {
            return Optional.empty();
        }
        Journey first = hit.get(0);
        Optional<Mode> mode =
                modes.stream().filter(m -> m.journey().equals(first.id())).findFirst();
        String locale = queue.locale();
        return Optional.of(new Guidance.Block(
                incident.key(),
                incident.severity().name(),
                FactWords.sentence(words.agentTrouble(incident, hit.subList(0, Math.min(2, hit.size())), locale)),
                in(mode.map(Mode::agentDo).orElse(first.agentDo()), catalog, locale),
                in(mode.map(Mode::agentSay).orElse(first.agentSay()), catalog, locale),
                in(mode.map(Mode::agentDont).orElse(first.agentDont()), catalog, locale),
                in(first.works(), catalog, locale),
                incident.commander().map(people::nameOf).orElse("Nobody yet"),
                incident.onsetAt(),
                now,
                facts.nextWordAt(),
                facts.version()));
    }

    private static boolean meet(List<String> a, List<String> b) {
        return a.isEmpty() || b.isEmpty() || a.stream().anyMatch(b::contains);
    }

    private static String in(Map<String, String> texts, Catalog catalog, String locale) {
        String own = texts.get(locale);
        String text = own == null ? texts.get(catalog.locales().get(0)) : own;
        return text == null ? "" : text.strip();
    }
}
