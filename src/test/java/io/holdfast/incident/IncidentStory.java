package io.holdfast.incident;

import io.holdfast.catalog.Verdict;
import io.holdfast.evidence.Entry;
import io.holdfast.time.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes incidents as they stand at some moment, for tests of what shows them. */
public final class IncidentStory {
    private final IncidentRow row;

    public IncidentStory(long number, Instant onset, Instant detected) {
        row = new IncidentRow("INC-" + number, World.LIVE, number, false, false, 12, onset, detected);
        row.certain = true;
    }

    /** By which playbook it goes. */
    public IncidentStory playbook(long number) {
        row.playbook = number;
        return this;
    }

    public IncidentStory title(String title) {
        row.title = title;
        return this;
    }

    public IncidentStory severity(Severity severity, String label, String because) {
        row.severity = severity;
        row.severityLabel = label;
        row.severityBecause = because;
        return this;
    }

    public IncidentStory phase(Phase phase, Status status) {
        row.phase = phase;
        row.status = status;
        return this;
    }

    public IncidentStory scope(Scope scope) {
        row.scope = scope;
        return this;
    }

    public IncidentStory hits(String journey, Verdict reach, Verdict identity, Verdict context, Verdict completion) {
        row.journeys.add(new JourneyLights(journey, reach, identity, context, completion));
        return this;
    }

    public IncidentStory suspect(Suspect suspect) {
        row.suspects.add(suspect);
        return this;
    }

    public IncidentStory led(@Nullable String commander, @Nullable String owner) {
        row.commander = commander;
        row.commanderTeam = "command";
        row.ownerPerson = owner;
        row.ownerTeam = "identity";
        if (commander != null) {
            row.suspectBy = "person";
            row.suspect = row.suspects.isEmpty() ? null : row.suspects.get(0).id();
        }
        return this;
    }

    public IncidentStory told(@Nullable Instant agents, @Nullable Instant customers) {
        row.agentsToldAt = agents;
        row.customersToldAt = customers;
        return this;
    }

    public IncidentStory over(Ending ending, Instant at) {
        row.ending = ending;
        row.endedAt = at;
        row.restoredAt = at;
        row.signals = Verdict.GOOD;
        row.status = Status.RESOLVED;
        return this;
    }

    public Incident at(Instant now) {
        return new Incident(row, now);
    }

    /** What its verbs said for the record. */
    public static List<Entry> entries(Incident incident) {
        return new ArrayList<>(incident.entries);
    }
}
