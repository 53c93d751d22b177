package io.holdfast.learn;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Journey;
import io.holdfast.delivery.MessageLog;
import io.holdfast.evidence.Deeds;
import io.holdfast.evidence.Timeline;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.incident.Phase;
import io.holdfast.incident.Suspect;
import io.holdfast.people.People;
import io.holdfast.playbook.Playbooks;
import io.holdfast.playbook.Words;
import io.holdfast.tasks.Until;
import io.holdfast.time.Times;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Draft the review: figures, course and decisions out of the record, as proposals for whoever writes it. */
@Component("draftReview")
class DraftReview implements JavaDelegate {
    private static final int LINES = 500;
    private static final int WHOLE = 10_000;

    private final Incidents incidents;
    private final Playbooks playbooks;
    private final Timeline timeline;
    private final MessageLog messages;
    private final Words words;
    private final ReviewRows reviews;
    private final ParticipantRows participants;
    private final Deeds deeds;
    private final People people;
    private final ReviewDetails details;
    private final Until until;
    private final Times times;

    DraftReview(
            Incidents incidents,
            Playbooks playbooks,
            Timeline timeline,
            MessageLog messages,
            Words words,
            ReviewRows reviews,
            ParticipantRows participants,
            Deeds deeds,
            People people,
            ReviewDetails details,
            Until until,
            Times times) {
        this.incidents = incidents;
        this.playbooks = playbooks;
        this.timeline = timeline;
        this.messages = messages;
        this.words = words;
        this.reviews = reviews;
        this.participants = participants;
        this.deeds = deeds;
        this.people = people;
        this.details = details;
        this.until = until;
        this.times = times;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.locked(execution.getProcessBusinessKey());
        incident.enter(Phase.LEARN);
        incidents.save(incident);
        Catalog catalog = playbooks.current(incident.world()).catalog();
        String locale = catalog.locales().get(0);
        List<Timeline.Line> lines = timeline.of(incident.world(), incident.key(), 0, WHOLE);
        Map<String, Object> fields =
                Figures.fields(incident, incidents.tally(incident.key()), messages.of(incident.key()));
        List<String> figures =
                words.render("review/figures", locale, fields).lines().toList();
        DateTimeFormatter time = DateTimeFormatter.ofPattern("HH:mm:ss");
        ReviewDetails.Told told = details.of(incident, lines, catalog, locale);
        List<String> course = lines.stream()
                .limit(LINES)
                .map(l -> time.format(l.at().atZone(catalog.zone())) + "  " + l.text() + " (" + l.by() + ")")
                .toList();
        reviews.draft(
                incident.key(),
                figures,
                course,
                told.slow(),
                told.overruled(),
                words.render("review/summary", locale, story(incident, catalog, figures)),
                words.render("review/contributing", locale, causes(incident)),
                words.render("review/went-well", locale, well(incident, fields, told))
                        .strip(),
                "",
                incident.commander().orElse(null),
                times.in(incident.world()),
                until.of(execution, "write-review").toInstant());
        participants.draft(
                incident.key(),
                TakingPart.of(
                        deeds.of(incident.world(), incident.key()),
                        known(incident.commander()),
                        known(incident.owner())));
    }

    /** Only what came within its own time went well; whatever took how long stands among the figures. */
    private static Map<String, Object> well(Incident incident, Map<String, Object> figures, ReviewDetails.Told told) {
        Map<String, Object> fields = new LinkedHashMap<>();
        boolean agents =
                told.inTime(incident.detectedAt(), incident.agentsToldAt().orElse(null));
        boolean customers =
                told.inTime(incident.detectedAt(), incident.customersToldAt().orElse(null));
        fields.put("acknowledged", told.taken() ? figures.getOrDefault("acknowledged", -1L) : -1L);
        fields.put("agentsTold", agents ? figures.getOrDefault("agentsTold", -1L) : -1L);
        fields.put("customersTold", customers ? figures.getOrDefault("customersTold", -1L) : -1L);
        return fields;
    }

    // A token that names nobody holds a role under its own name: it is no person.
    private Optional<String> known(Optional<String> username) {
        return username.filter(u -> people.find(u).isPresent());
    }

    private static Map<String, Object> story(Incident incident, Catalog catalog, List<String> figures) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("title", incident.title());
        fields.put("severity", incident.severityLabel());
        fields.put(
                "since",
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm")
                        .format(incident.onsetAt().atZone(catalog.zone())));
        fields.put(
                "journeys",
                incident.journeys().stream()
                        .map(j ->
                                catalog.journey(j.journey()).map(Journey::name).orElse(j.journey()))
                        .collect(Collectors.joining(", ")));
        fields.put("suspect", incident.suspect().map(Suspect::name).orElse(""));
        fields.put("mitigation", incident.mitigation().orElse(""));
        fields.put("figures", figures);
        return fields;
    }

    private static Map<String, Object> causes(Incident incident) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(
                "suspects",
                incident.suspects().stream()
                        .limit(3)
                        .map(s -> s.name() + ": " + s.because())
                        .toList());
        return fields;
    }
}
