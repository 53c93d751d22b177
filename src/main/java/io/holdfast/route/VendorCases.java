package io.holdfast.route;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Vendor;
import io.holdfast.evidence.Timeline;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Suspect;
import io.holdfast.playbook.Playbooks;
import io.holdfast.playbook.Words;
import io.holdfast.tasks.TaskFacts;
import io.holdfast.tasks.TaskSubject;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The case at a vendor: what to tell him, with times and evidence filled in. */
@Component
class VendorCases implements TaskFacts {
    private static final Set<String> TELLING =
            Set.of("incident.opened", "incident.facts", "incident.signals", "incident.confirmed", "incident.severity");
    private static final int LINES = 12;

    private final Playbooks playbooks;
    private final Words words;
    private final Timeline timeline;

    VendorCases(Playbooks playbooks, Words words, Timeline timeline) {
        this.playbooks = playbooks;
        this.words = words;
        this.timeline = timeline;
    }

    /** The vendor behind the cause; empty where the house runs it itself. */
    Optional<Vendor> vendor(Incident incident) {
        Catalog catalog = playbooks.current(incident.world()).catalog();
        return incident.suspect().flatMap(s -> vendor(s, catalog));
    }

    private static Optional<Vendor> vendor(Suspect suspect, Catalog catalog) {
        if (suspect.kind().equals("vendor")) {
            return catalog.vendor(suspect.id().replaceFirst("^vendor:", ""));
        }
        return catalog.dependency(suspect.id())
                .flatMap(d -> Optional.ofNullable(d.vendor()))
                .flatMap(catalog::vendor);
    }

    @Override
    public Set<String> tasks() {
        return Set.of("openVendorCase");
    }

    @Override
    public Map<String, Object> proposals(TaskSubject subject) {
        Incident incident = subject.incident();
        return vendor(incident)
                .map(v -> Map.<String, Object>of("words", text(incident, v)))
                .orElse(Map.of());
    }

    @Override
    public Map<String, String> hints(TaskSubject subject) {
        return vendor(subject.incident())
                .map(v -> Map.of(
                        "words",
                        v.name() + ": " + v.support()
                                + (v.answerWithin() == null ? "" : ". They promise: " + v.answerWithin())))
                .orElse(Map.of());
    }

    private String text(Incident incident, Vendor vendor) {
        Catalog catalog = playbooks.current(incident.world()).catalog();
        DateTimeFormatter time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'");
        List<Timeline.Line> lines = timeline.of(incident.world(), incident.key(), 0, 200).stream()
                .filter(l -> TELLING.contains(l.kind()))
                .toList();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("house", catalog.house());
        fields.put("vendor", vendor.name());
        fields.put("contract", vendor.contract() == null ? "" : vendor.contract());
        fields.put(
                "service",
                incident.suspect()
                        .map(s ->
                                catalog.dependency(s.id()).map(Dependency::name).orElse(s.name()))
                        .orElse(""));
        fields.put("incident", incident.key());
        fields.put("severity", incident.severityLabel());
        fields.put("since", time.format(incident.onsetAt().atOffset(java.time.ZoneOffset.UTC)));
        fields.put("regions", String.join(", ", incident.scope().regions()));
        fields.put(
                "journeys",
                incident.journeys().stream()
                        .map(j ->
                                catalog.journey(j.journey()).map(Journey::name).orElse(j.journey()))
                        .collect(Collectors.joining(", ")));
        fields.put("because", incident.suspect().map(Suspect::because).orElse(""));
        fields.put(
                "evidence",
                lines.stream()
                        .skip(Math.max(0, lines.size() - LINES))
                        .map(l -> time.format(l.at().atOffset(java.time.ZoneOffset.UTC)) + "  " + l.text())
                        .toList());
        return words.render("vendor/case", catalog.locales().get(0), fields);
    }
}
