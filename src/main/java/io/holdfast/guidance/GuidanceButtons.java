package io.holdfast.guidance;

import io.holdfast.delivery.ButtonHandler;
import io.holdfast.evidence.Actor;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.people.Member;
import io.holdfast.people.People;
import io.holdfast.playbook.Words;
import io.holdfast.time.Times;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** 'Got it', 'I see it too' and 'Not here' under a queue's guidance. */
@Component
class GuidanceButtons implements ButtonHandler {
    private static final String GOT_IT = "got-it";
    private static final String SEES = "see-it-too";
    private static final String NOT_HERE = "not-here";

    private final Incidents incidents;
    private final ReadingRows readings;
    private final People people;
    private final Words words;
    private final Times times;
    private final ObjectProvider<Sightings> sightings;

    GuidanceButtons(
            Incidents incidents,
            ReadingRows readings,
            People people,
            Words words,
            Times times,
            ObjectProvider<Sightings> sightings) {
        this.incidents = incidents;
        this.readings = readings;
        this.people = people;
        this.words = words;
        this.times = times;
        this.sightings = sightings;
    }

    @Override
    public Set<String> actions() {
        return Set.of(GOT_IT, SEES, NOT_HERE);
    }

    @Override
    public String pressed(Press press) {
        String[] value = press.value().split("/", 2);
        Optional<Incident> found = incidents.find(value[0]);
        if (value.length < 2 || found.isEmpty()) {
            return words.render("slack/guidance-answer", "en", Map.of("answer", "gone"));
        }
        Incident incident = incidents.locked(value[0]);
        String queue = value[1];
        Optional<Member> member = people.bySlack(press.slackUser());
        Actor by = member.<Actor>map(m -> new Actor.Person(m.username())).orElse(new Actor.Outside("Slack user"));
        boolean fresh = readings.answered(
                new ReadingRows.Standing(incident.key(), queue, readings.message(incident.key(), queue)),
                member.map(Member::username).orElse(press.slackUser()),
                press.action(),
                times.in(incident.world()));
        if (fresh) {
            incident.note(
                    by,
                    switch (press.action()) {
                        case SEES -> "guidance.seen-too";
                        case NOT_HERE -> "guidance.not-here";
                        default -> "guidance.read";
                    },
                    switch (press.action()) {
                        case SEES -> "An agent of " + queue + " sees it too";
                        case NOT_HERE -> "An agent of " + queue + " does not see it";
                        default -> "Somebody of " + queue + " has read the guidance";
                    },
                    Map.of("queue", queue),
                    Map.of());
            incidents.save(incident);
            if (!press.action().equals(GOT_IT) && incident.goingOn()) {
                sightings.ifAvailable(
                        s -> s.said(incident.key(), queue, press.action().equals(SEES), by));
            }
        }
        return words.render("slack/guidance-answer", "en", Map.of("answer", answer(press.action(), fresh)));
    }

    private static String answer(String action, boolean fresh) {
        if (!fresh) {
            return "again";
        }
        return action.equals(GOT_IT) ? "read" : action.equals(SEES) ? "seen" : "not-here";
    }
}
