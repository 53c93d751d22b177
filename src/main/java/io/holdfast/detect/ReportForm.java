package io.holdfast.detect;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Queue;
import io.holdfast.delivery.ModalHandler;
import io.holdfast.delivery.Said;
import io.holdfast.evidence.Actor;
import io.holdfast.incident.Scope;
import io.holdfast.people.Member;
import io.holdfast.playbook.Playbooks;
import io.holdfast.playbook.Words;
import io.holdfast.time.World;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** {@code /holdfast report}: somebody of the house says what he sees; it becomes a report, and a report an incident. */
@Component
class ReportForm implements ModalHandler {
    private final Reports reports;
    private final Playbooks playbooks;
    private final Words words;

    ReportForm(Reports reports, Playbooks playbooks, Words words) {
        this.reports = reports;
        this.playbooks = playbooks;
        this.words = words;
    }

    @Override
    public String word() {
        return "report";
    }

    @Override
    public Modal modal() {
        Catalog catalog = playbooks.current(World.LIVE).catalog();
        List<String> labels = words.render("slack/report-form", locale(), Map.of())
                .lines()
                .map(String::strip)
                .toList();
        List<Option> journeys = catalog.journeys().stream()
                .map(j -> new Option(j.id(), j.name()))
                .toList();
        TreeSet<String> regions = new TreeSet<>();
        catalog.queues().stream().map(Queue::regions).forEach(regions::addAll);
        Field journey = new Field("journeys", labels.get(3), "", false, journeys);
        Field seen = new Field("seen", labels.get(4), labels.get(5), false, List.of());
        Field region = new Field(
                "regions",
                labels.get(6),
                labels.get(7),
                true,
                regions.stream().map(r -> new Option(r, r)).toList());
        return new Modal(
                labels.get(0),
                labels.get(1),
                labels.get(2),
                regions.isEmpty() ? List.of(journey, seen) : List.of(journey, seen, region));
    }

    @Override
    public Said submitted(Member by, Map<String, List<String>> answers) {
        List<String> seen = answers.getOrDefault("seen", List.of());
        String key;
        try {
            key = reports.report(new Reports.Report(
                    null,
                    answers.getOrDefault("journeys", List.of()),
                    null,
                    new Scope(answers.getOrDefault("regions", List.of()), List.of(), List.of()),
                    seen.isEmpty() ? "" : seen.get(0),
                    null,
                    new Actor.Person(by.username())));
        } catch (IllegalArgumentException wrong) {
            return Said.words(words.render(
                    "slack/report-answer",
                    locale(),
                    Map.of("incident", "", "why", String.valueOf(wrong.getMessage()))));
        }
        return Said.words(words.render("slack/report-answer", locale(), Map.of("incident", key, "why", "")));
    }

    private String locale() {
        return playbooks.current(World.LIVE).catalog().locales().get(0);
    }
}
