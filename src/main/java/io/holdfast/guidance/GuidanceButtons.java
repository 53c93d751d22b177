package io.holdfast.guidance;

import io.holdfast.delivery.ButtonHandler;
import io.holdfast.evidence.Actor;
import io.holdfast.facts.FactSheet;
import io.holdfast.facts.FactSheets;
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

/** 'Got it' and 'I see it too' under a queue's guidance. */
@Component
class GuidanceButtons implements ButtonHandler {
    private final Incidents incidents;
    private final GuidanceRows rows;
    private final FactSheets facts;
    private final People people;
    private final Words words;
    private final Times times;
    private final ObjectProvider<Sightings> sightings;

    GuidanceButtons(
            Incidents incidents,
            GuidanceRows rows,
            FactSheets facts,
            People people,
            Words words,
            Times times,
            ObjectProvider<Sightings> sightings) {
        this.incidents = incidents;
        this.rows = rows;
        this.facts = facts;
        this.people = people;
        this.words = words;
        this.times = times;
        this.sightings = sightings;
    }

    @Override
    public Set<String> actions() {
        return Set.of("got-it", "see-it-too");
    }

    @Override
    public String pressed(Press press) {
        String[] value = press.value().split("/", 2);
        Optional<Incident> found = incidents.find(value[0]);
        if (value.length < 2 || found.isEmpty()) {
            return words.render("slack/guidance-answer", "en", Map.of("answer", "gone"));
        }
        Incident incident = incidents.locked(value[0]);
        Optional<Member> member = people.bySlack(press.slackUser());
        Actor by = member.<Actor>map(m -> new Actor.Person(m.username())).orElse(new Actor.Outside("Slack user"));
        boolean fresh = rows.receipt(
                incident.key(),
                value[1],
                member.map(Member::username).orElse(press.slackUser()),
                press.action(),
                times.in(incident.world()),
                facts.current(incident.key()).map(FactSheet::version).orElse(0));
        if (fresh) {
            boolean sees = press.action().equals("see-it-too");
            incident.note(
                    by,
                    sees ? "guidance.seen-too" : "guidance.read",
                    sees
                            ? "An agent of " + value[1] + " sees it too"
                            : "Somebody of " + value[1] + " has read the guidance",
                    Map.of("queue", value[1]),
                    Map.of());
            incidents.save(incident);
            if (sees && incident.goingOn()) {
                sightings.ifAvailable(s -> s.seen(incident.key(), value[1], by));
            }
        }
        return words.render(
                "slack/guidance-answer",
                "en",
                Map.of("answer", !fresh ? "again" : press.action().equals("got-it") ? "read" : "seen"));
    }
}
