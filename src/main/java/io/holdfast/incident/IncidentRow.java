package io.holdfast.incident;

import io.holdfast.catalog.Verdict;
import io.holdfast.time.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns of an incident, as its verbs change them. */
final class IncidentRow {
    static final String NOT_RATED = "not rated yet";

    final String key;
    final World world;
    final long number;
    final boolean drill;
    final boolean manual;
    final Instant onsetAt;
    final Instant detectedAt;

    long playbook;
    String title = "";
    Severity severity = Severity.SEV3;
    String severityLabel = NOT_RATED;
    String severityBecause = "Not rated yet";
    String severityBy = "rule";
    Phase phase = Phase.DETECT;
    Status status = Status.INVESTIGATING;

    @Nullable
    Ending ending;

    @Nullable
    String parent;

    @Nullable
    String mergedInto;

    boolean certain;
    boolean review;
    Scope scope = Scope.ALL;
    List<JourneyLights> journeys = new ArrayList<>();
    String senderSeverity = "";
    List<String> alerted = List.of();
    List<String> kinds = List.of();
    List<Suspect> suspects = new ArrayList<>();

    @Nullable
    String suspect;

    String suspectBy = "rule";

    @Nullable
    String commander;

    @Nullable
    String commanderTeam;

    boolean commanderNeeded;

    @Nullable
    String ownerPerson;

    @Nullable
    String ownerTeam;

    boolean ownerNeeded;

    @Nullable
    String vendorCase;

    @Nullable
    String mitigation;

    @Nullable
    String workaround;

    Verdict signals = Verdict.BAD;
    Instant signalsSince;
    boolean reasonGiven;

    @Nullable
    Instant watchingSince;

    int decisions;

    @Nullable
    Instant confirmedAt;

    @Nullable
    Instant acknowledgedAt;

    @Nullable
    Instant mitigatedAt;

    @Nullable
    Instant restoredAt;

    @Nullable
    Instant endedAt;

    @Nullable
    Instant closedAt;

    @Nullable
    Instant agentsToldAt;

    @Nullable
    Instant customersToldAt;

    Instant changedAt;

    IncidentRow(
            String key,
            World world,
            long number,
            boolean drill,
            boolean manual,
            long playbook,
            Instant onsetAt,
            Instant detectedAt) {
        this.key = key;
        this.world = world;
        this.number = number;
        this.drill = drill;
        this.manual = manual;
        this.playbook = playbook;
        this.onsetAt = onsetAt;
        this.detectedAt = detectedAt;
        this.signalsSince = detectedAt;
        this.changedAt = detectedAt;
    }
}
