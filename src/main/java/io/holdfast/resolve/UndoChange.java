package io.holdfast.resolve;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Mode;
import io.holdfast.incident.Incident;
import io.holdfast.incident.JourneyLights;
import io.holdfast.incident.Suspect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Undo this change: which agreed ways there are to take back a change that is suspected. */
@Component
class UndoChange {
    private final ChangeLog changes;

    UndoChange(ChangeLog changes) {
        this.changes = changes;
    }

    /** An offer to take a change back. */
    record Offer(Journey journey, Mode mode, String because) {}

    /** The offers for the journeys that are hit, by how much each change is suspected. */
    List<Offer> offers(Incident incident, Catalog catalog) {
        List<Offer> offers = new ArrayList<>();
        for (Suspect suspect : incident.suspects()) {
            Optional<ChangeLog.Change> change = changes.change(suspect.id());
            for (JourneyLights lights : change.isEmpty() ? List.<JourneyLights>of() : incident.journeys()) {
                catalog.journey(lights.journey())
                        .ifPresent(journey -> journey.modes().stream()
                                .filter(mode -> takesBack(mode, change.get()))
                                .forEach(mode -> offers.add(new Offer(
                                        journey,
                                        mode,
                                        "Take back: " + change.get().title()))));
            }
        }
        return offers;
    }

    private static boolean takesBack(Mode mode, ChangeLog.Change change) {
        Mode.Undoes undoes = mode.undoes();
        return undoes != null
                && undoes.dependency().equals(change.dependency())
                && (undoes.source() == null || undoes.source().equals(change.source()));
    }
}
