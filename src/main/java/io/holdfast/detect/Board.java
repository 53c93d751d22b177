package io.holdfast.detect;

import io.holdfast.evidence.Actor;
import io.holdfast.incident.Incident;
import io.holdfast.time.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What one batch works on, and what it has found out so far. */
final class Board {
    final World world;
    final Instant now;
    final long playbook;
    final Graph graph;

    /** Incidents that are not closed, by key, the oldest first. */
    final Map<String, Incident> open = new LinkedHashMap<>();

    final Map<String, Condition> conditions = new LinkedHashMap<>();

    /** Signals that spoke of a condition, in their order. */
    final Map<Pending, Condition> spoken = new LinkedHashMap<>();

    final List<Pending> changes = new ArrayList<>();
    final List<Pending> repeated = new ArrayList<>();
    final Map<Pending, String> unplaced = new LinkedHashMap<>();
    final Map<Condition, Long> sampled = new LinkedHashMap<>();
    final List<Turn> turned = new ArrayList<>();

    /** Conditions that began, or got another meaning. */
    final Set<Condition> begun = new LinkedHashSet<>();

    /** Keys of incidents whose conditions changed. */
    final Set<String> moved = new LinkedHashSet<>();

    /** Why conditions that stand have no incident. */
    final Map<Condition, String> quiet = new LinkedHashMap<>();

    /** An indicator's verdict changed. */
    record Turn(
            Condition indicator,
            io.holdfast.catalog.Verdict before,
            io.holdfast.catalog.Verdict now,
            Actor.Rule rule) {}

    Board(World world, Instant now, long playbook, Graph graph, List<Incident> incidents) {
        this.world = world;
        this.now = now;
        this.playbook = playbook;
        this.graph = graph;
        incidents.forEach(i -> open.put(i.key(), i));
    }

    void repeats(Pending p) {
        repeated.add(p);
    }

    void unplaced(Pending p, String reason) {
        unplaced.put(p, reason);
    }

    void changed(Condition c, boolean wrong) {
        if (wrong) {
            begun.add(c);
        } else {
            begun.remove(c);
        }
        if (c.incident != null) {
            moved.add(c.incident);
        }
        if (c.measured()) {
            fed(c);
        }
    }

    /** Incidents that it does not belong to and whose lights it feeds all the same: silent or well again, they see it. */
    private void fed(Condition c) {
        Set<String> journeys = Set.copyOf(c.hit(graph));
        for (Incident incident : open.values()) {
            if (incident.goingOn() && incident.journeys().stream().anyMatch(j -> journeys.contains(j.journey()))) {
                moved.add(incident.key());
            }
        }
    }

    Collection<Condition> indicators() {
        return conditions.values().stream().filter(Condition::measured).toList();
    }

    List<Condition> of(String incident) {
        return conditions.values().stream()
                .filter(c -> Objects.equals(c.incident, incident))
                .toList();
    }
}
