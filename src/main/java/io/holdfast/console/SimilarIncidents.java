package io.holdfast.console;

import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.incident.JourneyLights;
import io.holdfast.incident.Suspect;
import io.holdfast.resolve.ModeSwitch;
import io.holdfast.resolve.Modes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What was alike before, and what helped then. */
@Component
class SimilarIncidents {
    private static final int LOOKED_AT = 200;
    private static final int SHOWN = 5;

    private final Incidents incidents;
    private final Modes modes;
    private final House house;

    SimilarIncidents(Incidents incidents, Modes modes, House house) {
        this.incidents = incidents;
        this.modes = modes;
        this.house = house;
    }

    /**
     * One of them.
     *
     * @param alike what both have, in words
     * @param helped which modes worked, in words
     */
    record Similar(Incident incident, String alike, String helped) {}

    /** The last ones before it with the same suspect, or with all the same journeys. */
    List<Similar> of(Incident incident) {
        List<Similar> similar = new ArrayList<>();
        String suspect = incident.suspect().map(Suspect::id).orElse("");
        Set<String> journeys = journeys(incident);
        for (Incident other : incidents.list(incident.world(), false, incident.number(), LOOKED_AT)) {
            if (similar.size() == SHOWN || other.key().equals(incident.key()) || other.drill()) {
                continue;
            }
            boolean same = !suspect.isEmpty()
                    && other.suspect().map(Suspect::id).filter(suspect::equals).isPresent();
            boolean hit = !journeys.isEmpty() && journeys.equals(journeys(other));
            if (same || hit) {
                String name = other.suspect().map(Suspect::name).orElse("");
                similar.add(new Similar(
                        other,
                        same && hit ? name + ", and the same journeys" : same ? name : "the same journeys",
                        helped(other)));
            }
        }
        return similar;
    }

    private static Set<String> journeys(Incident incident) {
        return incident.journeys().stream().map(JourneyLights::journey).collect(Collectors.toCollection(TreeSet::new));
    }

    private String helped(Incident other) {
        List<String> worked = modes.of(other.key()).stream()
                .filter(mode ->
                        !mode.state().equals("proposed") && !mode.state().equals("refused"))
                .filter(mode -> modes.course(mode.id()).verifiedAt() != null)
                .map(ModeSwitch::name)
                .distinct()
                .toList();
        if (!worked.isEmpty()) {
            return "“" + Scopes.list(worked) + "” helped";
        }
        return other.mitigation()
                .map(what -> "no fallback helped; mitigated by: " + what)
                .orElse("no fallback helped");
    }

    /** A journey's name, for whoever tells of them. */
    String journeyNames(Incident incident) {
        return Scopes.list(incident.journeys().stream()
                .map(j -> house.journey(j.journey()))
                .toList());
    }
}
