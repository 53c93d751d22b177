package io.holdfast.route;

import io.holdfast.delivery.ButtonHandler;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.people.Member;
import io.holdfast.people.People;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The buttons under a page: 'Take command', 'Take ownership', 'Not mine'. */
@Component
class TakeButtons implements ButtonHandler {
    private final Taking taking;
    private final Incidents incidents;
    private final People people;

    TakeButtons(Taking taking, Incidents incidents, People people) {
        this.taking = taking;
        this.incidents = incidents;
        this.people = people;
    }

    @Override
    public Set<String> actions() {
        return Set.of("take", "not-mine");
    }

    @Override
    public String pressed(Press press) {
        int slash = press.value().lastIndexOf('/');
        Optional<Incident> incident =
                slash < 0 ? Optional.empty() : incidents.find(press.value().substring(0, slash));
        Optional<Member> member = people.bySlack(press.slackUser());
        if (incident.isEmpty() || member.isEmpty()) {
            return taking.say("stranger", incident.map(Incident::key).orElse(""), "", "", "");
        }
        return taking.answer(
                incident.get().key(),
                press.value().substring(slash + 1),
                press.action().equals("take"),
                member.get());
    }
}
