package io.holdfast.console;

import io.holdfast.evidence.Actor;
import io.holdfast.learn.Participants;
import java.util.List;

/** Who took part in what is over; what is asked of them is said. */
record GalleryParticipants(Gallery gallery) implements Participants {
    @Override
    public List<Participant> of(String incident) {
        boolean over = gallery.scene.incidents.stream().anyMatch(i -> i.key().equals(incident) && !i.goingOn());
        return over
                ? List.of(
                        new Participant("dana", true, false, true, 5, 2, 0, false),
                        new Participant("priya", false, true, false, 1, 0, 1, false),
                        new Participant("lee", false, false, false, 0, 0, 0, true))
                : List.of();
    }

    @Override
    public void add(String incident, String username, Actor by) {
        said("took part " + username + " in " + incident, by);
    }

    @Override
    public void takeAway(String incident, String username, Actor by) {
        said("took no part " + username + " in " + incident, by);
    }

    private void said(String what, Actor by) {
        gallery.said.add(what + " by " + (by instanceof Actor.Person person ? person.username() : "nobody"));
    }
}
