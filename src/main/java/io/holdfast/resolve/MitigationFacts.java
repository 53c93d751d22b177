package io.holdfast.resolve;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Indicator;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Light;
import io.holdfast.catalog.Verdict;
import io.holdfast.evidence.Actor;
import io.holdfast.incident.Incident;
import io.holdfast.incident.JourneyLights;
import io.holdfast.people.People;
import io.holdfast.playbook.Playbooks;
import io.holdfast.tasks.Answer;
import io.holdfast.tasks.Answers;
import io.holdfast.tasks.TaskFacts;
import io.holdfast.tasks.TaskSubject;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Why 'Mitigate' is asked again of somebody who said that it is fixed: what is still bad, and how he goes on all the same. */
@Component
class MitigationFacts implements TaskFacts {
    private static final int NAMED = 4;

    private final Answers answers;
    private final Playbooks playbooks;
    private final ObjectProvider<Readings> readings;
    private final People people;

    MitigationFacts(Answers answers, Playbooks playbooks, ObjectProvider<Readings> readings, People people) {
        this.answers = answers;
        this.playbooks = playbooks;
        this.readings = readings;
        this.people = people;
    }

    @Override
    public Set<String> tasks() {
        return Set.of("mitigate");
    }

    @Override
    public Optional<String> about(TaskSubject subject) {
        Incident incident = subject.incident();
        return answers.latest(incident.key(), "mitigate", null)
                .filter(said -> said.yes("mitigated") && incident.signals() != Verdict.GOOD)
                .map(said -> said(said, incident));
    }

    private String said(Answer answer, Incident incident) {
        Catalog catalog = playbooks.current(incident.world()).catalog();
        List<String> bad = bad(incident, catalog);
        String more = bad.size() > NAMED ? " and " + (bad.size() - NAMED) + " more" : "";
        String what = bad.isEmpty()
                ? "its signals are " + (incident.signals() == Verdict.BAD ? "still bad" : "not all heard yet")
                : "these are not good: " + String.join(", ", bad.subList(0, Math.min(NAMED, bad.size()))) + more;
        String who = answer.by() instanceof Actor.Person person ? people.nameOf(person.username()) : "Somebody";
        return who + " said at " + time(answer.at(), catalog) + " that it is fixed, but " + what
                + ". It goes on by itself once they are good. If it is fixed all the same, tick it again and give the reason.";
    }

    /** Indicators within its scope that are not good; where only alerts speak, the lights. */
    private List<String> bad(Incident incident, Catalog catalog) {
        Set<String> bad = new LinkedHashSet<>();
        Set<String> lights = new LinkedHashSet<>();
        Readings now = readings.getIfAvailable();
        for (JourneyLights hit : incident.journeys()) {
            Journey journey = catalog.journey(hit.journey()).orElse(null);
            if (journey == null) {
                continue;
            }
            for (Indicator indicator : journey.indicators()) {
                if (now != null
                        && now.of(incident.world(), indicator.metric(), journey.id(), incident.scope())
                                == Verdict.BAD) {
                    bad.add(indicator.label());
                }
            }
            for (Light light : Light.values()) {
                if (hit.of(light) == Verdict.BAD) {
                    lights.add(journey.name() + " (" + light.name().toLowerCase(Locale.ROOT) + ")");
                }
            }
        }
        return List.copyOf(bad.isEmpty() ? lights : bad);
    }

    private static String time(Instant at, Catalog catalog) {
        return DateTimeFormatter.ofPattern("HH:mm").format(at.atZone(catalog.zone()));
    }
}
