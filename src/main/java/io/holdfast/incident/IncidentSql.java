package io.holdfast.incident;

/** The two long statements of {@link IncidentRows}. */
final class IncidentSql {
    static final String INSERT = """
            INSERT INTO incident
              (incident_key, world, number, title, severity, severity_label, severity_because, severity_by, phase, status,
               ending, parent, merged_into, drill, manual, certain, review, playbook, regions, channels, segments,
               sender_severity, alerted, kinds, suspect,
               suspect_by, commander, commander_team, commander_needed, owner_person, owner_team, owner_needed,
               vendor_case, mitigation, workaround, signals, signals_since, reason_given, watching_since, decisions,
               onset_at, detected_at, confirmed_at, acknowledged_at, mitigated_at, restored_at, ended_at, closed_at,
               agents_told_at, customers_told_at, changed_at)
            VALUES
              (:key, :world, :number, :title, :severity, :severityLabel, :severityBecause, :severityBy, :phase, :status,
               :ending, :parent, :mergedInto, :drill, :manual, :certain, :review, :playbook, :regions, :channels, :segments,
               :senderSeverity, :alerted, :kinds, :suspect, :suspectBy, :commander, :commanderTeam, :commanderNeeded, :ownerPerson, :ownerTeam, :ownerNeeded,
               :vendorCase, :mitigation, :workaround, :signals, :signalsSince, :reasonGiven, :watchingSince, :decisions,
               :onsetAt, :detectedAt, :confirmedAt, :acknowledgedAt, :mitigatedAt, :restoredAt, :endedAt, :closedAt,
               :agentsToldAt, :customersToldAt, :changedAt)
            """;

    static final String UPDATE = """
            UPDATE incident SET
              playbook = :playbook, title = :title, severity = :severity, severity_label = :severityLabel, severity_because = :severityBecause,
              severity_by = :severityBy, phase = :phase, status = :status, ending = :ending, parent = :parent,
              merged_into = :mergedInto, certain = :certain, review = :review, regions = :regions, channels = :channels,
              segments = :segments, sender_severity = :senderSeverity, alerted = :alerted, kinds = :kinds, suspect = :suspect, suspect_by = :suspectBy, commander = :commander,
              commander_team = :commanderTeam, commander_needed = :commanderNeeded, owner_person = :ownerPerson,
              owner_team = :ownerTeam, owner_needed = :ownerNeeded, vendor_case = :vendorCase, mitigation = :mitigation,
              workaround = :workaround, signals = :signals, signals_since = :signalsSince, reason_given = :reasonGiven,
              watching_since = :watchingSince, decisions = :decisions, confirmed_at = :confirmedAt,
              acknowledged_at = :acknowledgedAt, mitigated_at = :mitigatedAt, restored_at = :restoredAt,
              ended_at = :endedAt, closed_at = :closedAt, agents_told_at = :agentsToldAt,
              customers_told_at = :customersToldAt, changed_at = :changedAt
            WHERE incident_key = :key
            """;

    private IncidentSql() {}
}
