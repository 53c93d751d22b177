package io.holdfast.guidance;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Mode;
import io.holdfast.catalog.Queue;
import io.holdfast.facts.FactSheet;
import io.holdfast.facts.FactWords;
import io.holdfast.incident.Incident;
import io.holdfast.incident.JourneyLights;
import io.holdfast.incident.Status;
import io.holdfast.people.People;
import io.holdfast.playbook.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Writes what one incident changes for one queue, in its language: the words of the mode that is on, else of the journey; once it
 * looks fixed, that it does.
 */
@Component
class Lines {
    private final FactWords words;
    private final Words templates;
    private final People people;

    Lines(FactWords words, Words templates, People people) {
        this.words = words;
        this.templates = templates;
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
        List<String> down =
                incident.journeys().stream().map(JourneyLights::journey).toList();
        Optional<Mode> mode =
                modes.stream().filter(m -> m.journey().equals(first.id())).findFirst();
        String locale = queue.locale();
        boolean watching = incident.status() == Status.MONITORING;
        String broken = broken(
                words.agentTrouble(incident, hit.subList(0, Math.min(2, hit.size())), locale),
                region(incident, queue),
                watching,
                locale);
        // As long as a mode is on, agents work by it, however well it looks.
        boolean usual = watching && mode.isEmpty();
        return Optional.of(new Guidance.Block(
                incident.key(),
                incident.severity().name(),
                broken,
                usual
                        ? say("guidance/watching-do", locale)
                        : in(mode.map(Mode::agentDo).orElse(first.agentDo()), catalog, locale),
                watching
                        ? say("guidance/watching-say", locale)
                        : in(mode.map(Mode::agentSay).orElse(first.agentSay()), catalog, locale),
                usual
                        ? say("guidance/watching-dont", locale)
                        : in(mode.map(Mode::agentDont).orElse(first.agentDont()), catalog, locale),
                hit.stream()
                        .filter(j -> j.worksBeside(down))
                        .map(j -> in(j.works(), catalog, locale))
                        .findFirst()
                        .orElse(""),
                incident.commander().map(people::nameOf).orElseGet(() -> say("guidance/nobody", locale)),
                incident.onsetAt(),
                now,
                facts.nextWordAt(),
                facts.version()));
    }

    private String broken(String trouble, String region, boolean watching, String locale) {
        String where = region.isEmpty()
                ? trouble
                : templates.render("guidance/where", locale, Map.of("region", region, "broken", trouble));
        return FactWords.sentence(
                watching
                        ? templates
                                .render("guidance/watching", locale, Map.of("broken", where))
                                .strip()
                        : where.strip());
    }

    /** Where it is; empty where it concerns every customer of this queue. */
    private static String region(Incident incident, Queue queue) {
        List<String> hit = incident.scope().regions();
        if (hit.isEmpty() || (!queue.regions().isEmpty() && hit.containsAll(queue.regions()))) {
            return "";
        }
        return hit.stream()
                .filter(r -> queue.regions().isEmpty() || queue.regions().contains(r))
                .collect(Collectors.joining(", "));
    }

    private String say(String template, String locale) {
        return templates.render(template, locale, Map.of()).strip();
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
