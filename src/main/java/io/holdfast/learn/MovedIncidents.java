package io.holdfast.learn;

import io.holdfast.catalog.Catalog;
import io.holdfast.engine.ProcessMoves;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.incident.JourneyLights;
import io.holdfast.incident.Phase;
import io.holdfast.playbook.Playbooks;
import io.holdfast.resolve.ModeSwitch;
import io.holdfast.resolve.Modes;
import io.holdfast.security.Caller;
import io.holdfast.time.World;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

@Component
class MovedIncidents implements RunningIncidents {
    private static final int LONGEST_REASON = 2_000;
    private static final Set<String> OVER = Set.of("off", "refused");

    private final Incidents incidents;
    private final Playbooks playbooks;
    private final ProcessMoves processes;
    private final Modes modes;
    private final ChangeRights rights;
    private final TransactionTemplate transaction;

    MovedIncidents(
            Incidents incidents,
            Playbooks playbooks,
            ProcessMoves processes,
            Modes modes,
            ChangeRights rights,
            TransactionTemplate transaction) {
        this.incidents = incidents;
        this.playbooks = playbooks;
        this.processes = processes;
        this.modes = modes;
        this.rights = rights;
        this.transaction = transaction;
    }

    @Override
    public void move(String key, @Nullable Long expected, String because, Caller by) {
        if (incidents.find(key).filter(i -> i.world().isLive()).isEmpty()) {
            throw new NoSuchElementException("There is no incident " + key);
        }
        rights.role(key, "move", by);
        if (because.isBlank() || because.length() > LONGEST_REASON) {
            throw new IllegalArgumentException("Say in 'because' why it goes on by another playbook, in at most "
                    + LONGEST_REASON + " characters");
        }
        transaction.executeWithoutResult(tx -> {
            Incident incident = incidents.locked(key);
            long number = playbooks.inForce(World.LIVE);
            if (expected != null && expected != number) {
                throw new IllegalStateException("Playbook " + number + " is in force, not " + expected);
            }
            fits(incident, number).ifPresent(why -> {
                throw new IllegalStateException(key + " can't go on by playbook " + number + ": " + why);
            });
            processes.move(key, number);
            incident.move(number, because.strip(), by.actor());
            incidents.save(incident);
        });
    }

    /** Why it can't; empty where it can. */
    private Optional<String> fits(Incident incident, long number) {
        if (incident.phase() == Phase.CLOSED) {
            return Optional.of("it is closed");
        }
        if (incident.playbook() == number) {
            return Optional.of("it does already");
        }
        Catalog catalog = playbooks.number(number).catalog();
        for (JourneyLights lights : incident.journeys()) {
            if (catalog.journey(lights.journey()).isEmpty()) {
                return Optional.of("the journey '" + lights.journey() + "' that it hits is not in that catalog");
            }
        }
        for (ModeSwitch mode : modes.of(incident.key())) {
            if (!OVER.contains(mode.state())
                    && catalog.mode(mode.journey(), mode.mode()).isEmpty()) {
                return Optional.of("its fallback '" + mode.journey() + "/" + mode.mode() + "' is " + mode.state()
                        + ", and is not in that catalog");
            }
        }
        return Optional.empty();
    }
}
