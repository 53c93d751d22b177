package io.holdfast.learn;

import io.holdfast.evidence.Actor;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.people.People;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

@Component
class KeptParticipants implements Participants {
    private final ParticipantRows rows;
    private final Reviews reviews;
    private final Incidents incidents;
    private final People people;
    private final TransactionTemplate transaction;

    KeptParticipants(
            ParticipantRows rows,
            Reviews reviews,
            Incidents incidents,
            People people,
            TransactionTemplate transaction) {
        this.rows = rows;
        this.reviews = reviews;
        this.incidents = incidents;
        this.people = people;
        this.transaction = transaction;
    }

    @Override
    public List<Participant> of(String incident) {
        return rows.of(incident);
    }

    @Override
    public void add(String key, String username, Actor by) {
        if (people.find(username).isEmpty()) {
            throw new IllegalArgumentException("Nobody of the house has the username '" + username + "'");
        }
        transaction.executeWithoutResult(tx -> {
            Incident incident = reviewed(key);
            if (rows.add(key, username)) {
                record(incident, "Somebody was added to who took part", by);
            }
        });
    }

    @Override
    public void takeAway(String key, String username, Actor by) {
        transaction.executeWithoutResult(tx -> {
            Incident incident = reviewed(key);
            if (rows.takeAway(key, username)) {
                record(incident, "Somebody was taken away from who took part", by);
            }
        });
    }

    private Incident reviewed(String key) {
        Incident incident = incidents.locked(key);
        if (reviews.of(key).isEmpty()) {
            throw new NoSuchElementException("There is no review of " + key + " yet");
        }
        return incident;
    }

    // Who it was is told by the row: the record has no names.
    private void record(Incident incident, String text, Actor by) {
        incident.note(by, "review.participants", text, Map.of(), Map.of());
        incidents.save(incident);
    }
}
