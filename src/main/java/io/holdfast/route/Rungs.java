package io.holdfast.route;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Team;
import io.holdfast.incident.Incident;
import io.holdfast.people.Member;
import io.holdfast.people.People;
import io.holdfast.playbook.Playbooks;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The people of a rung, by the newest catalog: people and their numbers are never those of an old playbook. */
@Component
class Rungs {
    private final Playbooks playbooks;
    private final People people;

    Rungs(Playbooks playbooks, People people) {
        this.playbooks = playbooks;
        this.people = people;
    }

    /** Usernames to ask now. */
    List<String> people(Incident incident, Asked.Question question, int rung) {
        if (question.handedTo() != null) {
            return List.of(question.handedTo());
        }
        Catalog catalog = playbooks.current(incident.world()).catalog();
        Team team = catalog.team(question.team())
                .orElse(new Team(question.team(), question.team(), List.of(), List.of(), Duration.ZERO, ""));
        Optional<String> present = question.role().equals("commander") ? incident.commander() : incident.owner();
        return Ladder.people(
                team,
                rung,
                present.stream().toList(),
                people.inGroup("commander").stream().map(Member::username).toList());
    }
}
