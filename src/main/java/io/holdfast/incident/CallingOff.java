package io.holdfast.incident;

import io.holdfast.evidence.Actor;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

@Component
class CallingOff implements CallOff {
    private static final int LONGEST = 1_000;

    private final Incidents incidents;
    private final TransactionTemplate transaction;

    CallingOff(Incidents incidents, TransactionTemplate transaction) {
        this.incidents = incidents;
        this.transaction = transaction;
    }

    @Override
    public void end(String key, Ending ending, String because, Actor by) {
        if (ending != Ending.FALSE_ALARM && ending != Ending.CANCELLED) {
            throw new IllegalArgumentException("'ending' is 'false-alarm' or 'cancelled', not '" + ending.id()
                    + "'; what is fixed ends by its signals, and what is part of another one is merged into it");
        }
        String why = said(because);
        transaction.executeWithoutResult(tx -> {
            Incident incident = going(key);
            incident.end(ending, by, why);
            incidents.save(incident);
        });
    }

    @Override
    public void merge(String key, @Nullable String into, String because, Actor by) {
        String why = said(because);
        if (into == null || into.isBlank() || into.strip().equals(key)) {
            throw new IllegalArgumentException("'into' is the key of the other incident, such as INC-7");
        }
        transaction.executeWithoutResult(tx -> {
            Incident other = incidents
                    .find(into.strip())
                    .orElseThrow(() -> new NoSuchElementException("There is no incident " + into.strip()));
            Incident incident = going(key);
            if (!other.world().equals(incident.world())) {
                throw new IllegalArgumentException(other.key() + " is not of the same world as " + key);
            }
            if (!other.goingOn()) {
                throw new IllegalStateException(
                        other.key() + " has ended; " + key + " can only be part of an incident that goes on");
            }
            incident.endAsDuplicateOf(other.key(), by, "it is a part of " + other.key() + ": " + why);
            incidents.save(incident);
        });
    }

    private Incident going(String key) {
        if (incidents.find(key).isEmpty()) {
            throw new NoSuchElementException("There is no incident " + key);
        }
        Incident incident = incidents.locked(key);
        if (!incident.goingOn()) {
            throw new IllegalStateException(key + " has ended already, as "
                    + incident.ending().map(Ending::id).orElse("resolved"));
        }
        return incident;
    }

    private static String said(String because) {
        String why = because.strip();
        if (why.isEmpty() || why.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "Say why ('because', 1 to " + LONGEST + " characters): it stands in the record");
        }
        return why;
    }
}
