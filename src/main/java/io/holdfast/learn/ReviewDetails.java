package io.holdfast.learn;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import io.holdfast.catalog.Mode;
import io.holdfast.evidence.Timeline;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Suspect;
import io.holdfast.people.People;
import io.holdfast.playbook.Decisions;
import io.holdfast.playbook.IncidentFacts;
import io.holdfast.playbook.Playbooks;
import io.holdfast.playbook.Words;
import io.holdfast.tasks.TaskTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What of a review is measured by the house's own times and rules: what was slow, what was overruled, and what went well. */
@Component
class ReviewDetails {
    private final TaskTimes times;
    private final Decisions decisions;
    private final Playbooks playbooks;
    private final People people;
    private final Words words;

    ReviewDetails(TaskTimes times, Decisions decisions, Playbooks playbooks, People people, Words words) {
        this.times = times;
        this.decisions = decisions;
        this.playbooks = playbooks;
        this.people = people;
        this.words = words;
    }

    /**
     * In words of one language, a line each.
     *
     * @param inTime how often the house wants its people to hear; null where its table says nothing
     */
    record Told(
            List<String> slow,
            List<String> overruled,
            boolean taken,
            @Nullable Duration inTime) {
        /** Whether a first word came within the house's own time. */
        boolean inTime(Instant noticed, @Nullable Instant told) {
            return told != null
                    && inTime != null
                    && Slow.firstWord("", noticed, told, inTime).isEmpty();
        }
    }

    Told of(Incident incident, List<Timeline.Line> lines, Catalog catalog, String locale) {
        List<TaskTimes.Timed> tasks = times.of(incident.key());
        boolean live = incident.world().isLive();
        Duration every = every(incident);
        Instant noticed = incident.detectedAt();
        List<Slow> slow = new ArrayList<>(Slow.tasks(tasks, live));
        slow.addAll(Slow.firstWord("agents", noticed, incident.agentsToldAt().orElse(null), every));
        slow.addAll(
                Slow.firstWord("customers", noticed, incident.customersToldAt().orElse(null), every));
        slow.addAll(Slow.promises(lines, incident.endedAt().orElse(null)));
        return new Told(
                slow.stream().map(s -> said(s, catalog, locale)).toList(),
                Overruled.of(lines).stream()
                        .map(o -> said(o, incident, catalog, locale))
                        .toList(),
                Slow.takenInTime(tasks, live),
                every);
    }

    private @Nullable Duration every(Incident incident) {
        Catalog catalog = playbooks.number(incident.playbook()).catalog();
        Map<String, Object> facts = IncidentFacts.of(incident, catalog, incident.detectedAt());
        Object every =
                decisions.evaluate(incident.playbook(), "update-cadence", facts).first("every");
        return every instanceof Duration duration ? duration : null;
    }

    private String said(Slow slow, Catalog catalog, String locale) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("what", slow.what());
        fields.put("name", slow.name());
        fields.put("due", time(slow.due(), catalog));
        fields.put("at", time(slow.at(), catalog));
        fields.put("minutes", slow.minutes());
        fields.put("limit", slow.limit());
        fields.put("who", slow.who() == null ? "" : people.nameOf(slow.who()));
        fields.put("times", slow.times());
        return words.render("review/slow", locale, fields).strip();
    }

    private String said(Overruled overruled, Incident incident, Catalog catalog, String locale) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("what", overruled.what());
        fields.put("was", name(overruled, overruled.was(), incident, catalog));
        fields.put("became", name(overruled, overruled.became(), incident, catalog));
        fields.put("who", overruled.who());
        fields.put("at", time(overruled.at(), catalog));
        return words.render("review/overruled", locale, fields).strip();
    }

    private String name(Overruled overruled, String id, Incident incident, Catalog catalog) {
        return switch (overruled.what()) {
            case "cause" ->
                incident.suspects().stream()
                        .filter(s -> s.id().equals(id))
                        .map(Suspect::name)
                        .findFirst()
                        .or(() -> catalog.dependency(id).map(Dependency::name))
                        .orElse(id);
            case "mode", "mode-off" ->
                catalog.journeys().stream()
                        .flatMap(j -> j.modes().stream())
                        .filter(m -> m.id().equals(id))
                        .map(Mode::name)
                        .findFirst()
                        .orElse(id);
            case "owner", "command" -> id.isEmpty() ? "" : people.nameOf(id);
            default -> id;
        };
    }

    private static String time(@Nullable Instant at, Catalog catalog) {
        return at == null ? "" : DateTimeFormatter.ofPattern("HH:mm").format(at.atZone(catalog.zone()));
    }
}
